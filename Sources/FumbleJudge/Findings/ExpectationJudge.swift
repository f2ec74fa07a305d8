import FumbleModel

/// Holds what was expected against what the main arm showed.
struct ExpectationJudge {
    let evidence: Evidence

    func finding(on expectation: Expectation) -> Finding {
        let answer = answer(to: expectation)
        return Finding(
            path: expectation.path, position: expectation.position, outcome: answer.outcome,
            evidence: answer.evidence)
    }

    private func answer(to expectation: Expectation) -> Evidence.Answer {
        guard let arm = expectation.arm else { return answer(to: expectation.what) }
        guard let evidence = evidence.looking(at: arm) else {
            return Evidence.Answer(.inconclusive, "no \(arm.rawValue) arm was run")
        }
        return ExpectationJudge(evidence: evidence).answer(to: expectation.what)
    }

    private func answer(to what: Expectation.What) -> Evidence.Answer {
        // What broke stays broken.
        if case .promise(let name, false) = what { return promise(name, isKept: false) }
        return answerSoFar(to: what).byItsEnd(ifCut: evidence.main.isCut)
    }

    private func answerSoFar(to what: Expectation.What) -> Evidence.Answer {
        switch what {
        case .promise(let name, let isKept): promise(name, isKept: isKept)
        case .guardResult(let name, let outcome): guardResult(name, outcome)
        case .undisturbed(let operation):
            undisturbed(operation).from(lateClients: evidence.hasLateLoad(of: operation))
        case .measure(let measure, let operation, let range):
            MeasureJudge(evidence: evidence).answer(measure, of: operation, in: range)
                .from(lateClients: evidence.hasLateLoad(of: operation))
        case .writesLost(let range):
            writesLost(range)
        case .falseStops(let range): falseStops(range)
        case .dataLostAge(let range): DataJudge(evidence: evidence).age(in: range)
        case .dataLostObjects(let range): DataJudge(evidence: evidence).objects(in: range)
        }
    }

    private func promise(_ name: String, isKept: Bool?) -> Evidence.Answer {
        let results = evidence.main.results(of: name)
        guard !results.isEmpty else {
            return Evidence.Answer(.inconclusive, "\(name) is about nothing in this fleet")
        }
        let asExpected = isKept.map { results.allSatisfy(\.isKept) == $0 } ?? true
        if isKept == false, !asExpected, evidence.main.isCut {
            return Evidence.Answer(
                .inconclusive,
                "\(evidence.words.sentence(for: results)); the rest is \(CutOff.words)")
        }
        return Evidence.Answer(
            asExpected ? .confirmed : .deviated, evidence.words.sentence(for: results))
    }

    private func guardResult(_ name: String, _ expected: GuardOutcome?) -> Evidence.Answer {
        guard let expected else {
            return Evidence.Answer(.confirmed, "anything may come of \(name)")
        }
        guard let verdict = evidence.guards.first(where: { $0.name == name }) else {
            return Evidence.Answer(.inconclusive, "\(name) was not in force in any arm")
        }
        guard let outcome = verdict.outcome else {
            if verdict.isCutOff {
                return Evidence.Answer(.inconclusive, "what \(name) did: \(CutOff.words)")
            }
            let twin = evidence.twin.map { "; its simulated twin: \($0)" } ?? ""
            return Evidence.Answer(
                .inconclusive,
                "no unguarded arm was run, so nobody can say what \(name) did\(twin)")
        }
        return Evidence.Answer(
            outcome == expected ? .confirmed : .deviated,
            GuardWords(evidence: evidence).sentence(on: verdict, outcome))
    }

    private func undisturbed(_ operation: OperationID?) -> Evidence.Answer {
        let operations =
            operation.map { [$0] } ?? evidence.plan.fleet.operations.indices.map { OperationID($0) }
        let courses = evidence.main.courses
        if let first = operations.first(where: { courses[$0.index].symptom != nil }) {
            return Evidence.Answer(.deviated, evidence.story(of: first))
        }
        if let first = operations.first(where: { courses[$0.index].windowsWithoutData > 0 }) {
            return Evidence.Answer(.inconclusive, evidence.story(of: first))
        }
        let names = operations.map { evidence.plan.fleet[$0].name }
        return Evidence.Answer(.confirmed, "\(Words.list(names)) never left tolerance")
    }

    /// On real servers it is known of what was written and read back, and of nothing else.
    private func writesLost(_ range: Expectation.Range) -> Evidence.Answer {
        let verdict = evidence.main.verdict
        let answer = count(
            Double(verdict.writesLost), in: range, of: "acknowledged writes were lost")
        guard let writes = verdict.writes else {
            return verdict.load == nil
                ? answer
                : Evidence.Answer(.inconclusive, "nothing that clients wrote was read back")
        }
        var words = [answer.evidence]
        if writes.lost > 0 { words.append(ClientWords.names(writes)) }
        if writes.unread > 0 { words.append(ClientWords.unread(writes)) }
        // What could not be read may be lost too.
        let isKnown = range.contains(Double(verdict.writesLost) + Double(writes.unread))
        let outcome = answer.outcome == .confirmed && !isKnown ? .inconclusive : answer.outcome
        return Evidence.Answer(outcome, words.joined(separator: "; "))
    }

    private func falseStops(_ range: Expectation.Range) -> Evidence.Answer {
        guard !evidence.guards.isEmpty || evidence.plan.fleet.guards.isEmpty else {
            return Evidence.Answer(.inconclusive, "the guards were not in force in any arm")
        }
        let stops = evidence.guards.reduce(0) { $0 + $1.falseStops }
        return count(
            Double(stops), in: range, of: "commands that were meant, or repairs, were stopped")
    }

    private func count(_ value: Double, in range: Expectation.Range, of what: String)
        -> Evidence.Answer
    {
        Evidence.Answer(
            range.contains(value) ? .confirmed : .deviated,
            "\(PlainNumber.text(value)) \(what), expected \(range.words { PlainNumber.text($0) })")
    }
}

extension Expectation.Range {
    /// `at least 1 and at most 3`.
    func words(_ number: (Double) -> String) -> String {
        let bounds = [
            atLeast.map { "at least \(number($0))" }, atMost.map { "at most \(number($0))" },
        ]
        let known = bounds.compactMap { $0 }
        return known.isEmpty ? "any" : known.joined(separator: " and ")
    }
}
