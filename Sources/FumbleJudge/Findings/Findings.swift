import FumbleModel

/// Everything that was looked at: what the file expects, then what goes without saying.
struct Findings {
    private let evidence: Evidence
    private let status: RunStatus

    init(_ evidence: Evidence, status: RunStatus) {
        self.evidence = evidence
        self.status = status
    }

    /// A run whose steady state did not hold, or that nothing reached, says one thing only.
    var all: [Finding] {
        let plan = evidence.plan
        if status != .completed, !evidence.main.record.hasMethod, !plan.isOnlyMeasured {
            return [
                finding(
                    "steady-state", plan.steadyState.first?.position, .inconclusive,
                    reason + "the method was never begun")
            ]
        }
        if plan.isOnlyMeasured { return measured + undecided }
        guard evidence.main.verdict.hasBitten else {
            let position = plan.method.first?.position
            let isCut = evidence.main.isCut
            return [
                finding(
                    "method", position, .inconclusive,
                    reason + (isCut ? "nothing had reached the fleet" : "nothing reached the fleet")
                )
            ]
        }
        let judge = ExpectationJudge(evidence: evidence)
        var findings = plan.expectations.map(judge.finding(on:))
        findings += undecided + lateLoads
        findings += unnamedPromises + unnamedRecoveries + unnamedBreaches + momentaryFaults
        findings += missedFaults
        if status != .completed {
            findings.append(finding("method", nil, .inconclusive, reason + "it was cut short"))
        } else if evidence.main.isCut {
            findings.append(
                finding(
                    "method", nil, .inconclusive,
                    "what came after the end of the record: \(CutOff.words)"))
        }
        return findings.isEmpty ? measured : findings
    }

    /// Nothing is judged where nothing was done: each measure says what it came to.
    private var measured: [Finding] {
        evidence.plan.measures.map { measure in
            let reading = evidence.main.verdict.measures.first { $0.name == measure.name }
            let hasReading = reading.map { $0.weight > 0 } ?? false
            let outcome: Outcome = status == .completed && hasReading ? .confirmed : .inconclusive
            return finding(
                "measure.\(measure.name)", measure.position, outcome,
                reason + (hasReading ? "measured" : "nothing of it happened"))
        }
    }

    /// What clients still waited for in the end is in no mean and in no goodput: where it is much,
    /// nobody can say how they fared.
    private var undecided: [Finding] {
        let plan = evidence.plan
        let windows = evidence.main.record.windows
        return plan.fleet.operations.indices.compactMap { index in
            let samples = windows.compactMap { window in
                window.operations.indices.contains(index) ? window.operations[index] : nil
            }
            guard let left = samples.last?.underWay else { return nil }
            let decided = samples.reduce(0) { $0 + $1.offered }
            guard left > (decided + left) * Self.mostUndecided.fraction else { return nil }
            let operation = plan.fleet.operations[index]
            return finding(
                "operations.\(operation.name)", operation.position, .inconclusive,
                "\(Words.number(left)) of \(Words.number(decided + left)) requests of "
                    + "\(operation.name) were neither answered nor given up in the end: what was "
                    + "measured is of the others")
        }
    }

    /// Where clients could not keep their schedule, what they saw is of the load and not of servers.
    private var lateLoads: [Finding] {
        evidence.arms.flatMap { arm -> [Finding] in
            guard let load = arm.verdict.load else { return [] }
            return load.operations.filter { !$0.keptSchedule }.map { asked in
                let operation = evidence.plan.fleet[asked.operation]
                let phrase = evidence.arms.count > 1 ? " of the \(arm.record.arm.rawValue) arm" : ""
                return finding(
                    "operations.\(operation.name)", operation.position, .inconclusive,
                    ClientWords.text(ofLate: asked, named: operation.name, in: load) + phrase)
            }
        }
    }

    /// The share of undecided requests that a mean over the others does not notice.
    private static let mostUndecided = Share.percent(1)

    static func worst(of findings: [Finding]) -> Outcome {
        findings.map(\.outcome).max() ?? .inconclusive
    }

    /// A fault that stood for no time shows nothing about the fleet.
    private var momentaryFaults: [Finding] {
        evidence.main.record.momentaryFaults.map { fault in
            let step = evidence.plan.method.first { $0.path == fault.path }
            return finding(
                fault.path, step?.position, .inconclusive,
                "the \(fault.kind) fault was reverted as soon as it was injected: nobody can say what "
                    + "it does; `for:` says how long it is to last")
        }
    }

    /// A fault that never bit shows nothing about the fleet either.
    private var missedFaults: [Finding] {
        evidence.main.record.missedFaults.map { fault, effect in
            let step = evidence.plan.method.first { $0.path == fault.path }
            return finding(
                fault.path, step?.position, .inconclusive,
                "the \(fault.kind) fault never bit: \(effect)")
        }
    }

    private var reason: String {
        switch status {
        case .completed: ""
        case .stopped(let reason): "stopped: \(reason); "
        case .interrupted(let signal): "interrupted by \(signal); "
        case .failed(let reason): "failed: \(reason); "
        }
    }

    private func finding(
        _ path: String, _ position: SourcePosition?, _ outcome: Outcome, _ evidence: String
    ) -> Finding {
        Finding(
            path: path, position: position ?? self.evidence.plan.position, outcome: outcome,
            evidence: evidence)
    }

    /// Where the file names no promise, every promise is to be kept; but for those whose guard is
    /// expected to fail.
    private var unnamedPromises: [Finding] {
        let plan = evidence.plan
        let isNamed = plan.expectations.contains {
            if case .promise = $0.what { $0.arm == nil } else { false }
        }
        guard !isNamed else { return [] }
        let lost = plan.expectations.compactMap { expectation -> String? in
            guard case .guardResult(let name, let outcome) = expectation.what,
                outcome == .broke || outcome == .bypassed
            else { return nil }
            return plan.fleet.guards.first { $0.name == name }?.keeps
        }
        return plan.fleet.promises.filter { !lost.contains($0.name) }.compactMap { spec in
            let results = evidence.main.results(of: spec.name)
            guard !results.isEmpty else { return nil }
            let answer = Evidence.Answer(
                results.allSatisfy(\.isKept) ? .confirmed : .deviated,
                evidence.words.sentence(for: results)
            ).byItsEnd(ifCut: evidence.main.isCut)
            return finding(
                "promises.\(spec.name)", spec.position, answer.outcome, answer.evidence)
        }
    }

    /// Where the file asks for no recovery, the steady state must hold, or return in time.
    private var unnamedRecoveries: [Finding] {
        let plan = evidence.plan
        let isNamed = plan.expectations.contains { $0.arm == nil && $0.what.isAboutRecovery }
        guard !isNamed else { return [] }
        let operations = plan.fleet.operations.indices.map { index in
            let operation = OperationID(index)
            let probe = plan.steadyState.first { $0.operation == operation }
            let name = plan.fleet[operation].name
            let answer = Evidence.Answer(
                recoveryOutcome(index), evidence.story(of: operation)
            ).from(lateClients: evidence.hasLateLoad(of: operation))
            return finding(
                probe.map { "steady-state.\($0.name)" } ?? "operations.\(name)",
                probe?.position ?? plan.fleet[operation].position, answer.outcome,
                answer.evidence)
        }
        return operations + plan.steadyState.filter { $0.operation == nil }.map(lastReading)
    }

    /// A probe that is about no operation is read once, at the end.
    private func lastReading(of spec: SteadyStateProbe) -> Finding {
        let windows = evidence.main.record.wholeWindows.suffix(max(spec.probe.windows, 1))
        let reading = spec.probe.read(windows, of: evidence.plan.fleet)
        let wanted = spec.tolerance.describe(using: spec.probe)
        let outcome: Outcome =
            switch reading {
            case nil: .inconclusive
            case let reading?: spec.tolerance.accepts(reading) ? .confirmed : .deviated
            }
        let found = reading.map(spec.probe.describe) ?? "no data"
        return finding(
            "steady-state.\(spec.name)", spec.position, outcome,
            "\(spec.probe.question) was \(found) at the end, expected \(wanted)")
    }

    private func recoveryOutcome(_ index: Int) -> Outcome {
        let course = evidence.main.courses[index]
        if evidence.main.isCut { return .inconclusive }
        if course.symptom == nil {
            return course.windowsWithoutData == 0 ? .confirmed : .inconclusive
        }
        if course.recovered != nil { return .confirmed }
        return course.unsettledSince == nil ? .deviated : .inconclusive
    }

    /// A guard that broke is a deviation, unless the file has something to say about that guard.
    private var unnamedBreaches: [Finding] {
        let named = evidence.plan.expectations.compactMap { expectation -> String? in
            if case .guardResult(let name, _) = expectation.what { name } else { nil }
        }
        return evidence.guards.filter { $0.outcome == .broke && !named.contains($0.name) }
            .map { verdict in
                finding(
                    "guards.\(verdict.name)", verdict.position, .deviated,
                    GuardWords(evidence: evidence).sentence(on: verdict, .broke))
            }
    }
}

extension Expectation.What {
    fileprivate var isAboutRecovery: Bool {
        switch self {
        case .undisturbed: true
        case .measure(let measure, _, _):
            measure == .timeToRecover || measure == .timeToHeal
        case .promise, .guardResult, .writesLost, .falseStops: false
        case .dataLostAge, .dataLostObjects: false
        }
    }
}
