import FumbleModel

/// All that findings are made from.
struct Evidence {
    let plan: Plan
    let topology: Topology
    let main: JudgedArm
    let unguarded: JudgedArm?
    /// Every arm, these two among them.
    let arms: [JudgedArm]
    let guards: [GuardVerdict]
    /// The command that runs the same on a simulated fleet; nil: it was on one.
    let twin: String?

    var words: PromiseWords { PromiseWords(fleet: plan.fleet, topology: topology) }

    /// The same with another arm to look at; nil: that arm was not run.
    func looking(at arm: Arm) -> Evidence? {
        arms.first { $0.record.arm == arm }.map {
            Evidence(
                plan: plan, topology: topology, main: $0, unguarded: unguarded, arms: arms,
                guards: guards, twin: twin)
        }
    }

    /// Whether the clients of an operation (nil: of any) could not keep their schedule in the main arm.
    func hasLateLoad(of operation: OperationID?) -> Bool {
        main.verdict.load?.operations.contains {
            !$0.keptSchedule && $0.operation == operation ?? $0.operation
        } ?? false
    }

    /// An outcome and the sentence that says why.
    struct Answer {
        let outcome: Outcome
        let evidence: String

        init(_ outcome: Outcome, _ evidence: String) {
            self.outcome = outcome
            self.evidence = evidence
        }

        /// The same of clients who may have been late themselves: then nobody can say that the fleet
        /// deviated.
        func from(lateClients: Bool) -> Answer {
            guard lateClients, outcome == .deviated else { return self }
            return Answer(.inconclusive, "\(evidence); but clients were late themselves")
        }

        /// The same of an arm that ended before its time: what is as expected by then is so only by then.
        func byItsEnd(ifCut isCut: Bool) -> Answer {
            guard isCut, outcome == .confirmed else { return self }
            return Answer(
                .inconclusive,
                evidence.hasSuffix(CutOff.words)
                    ? evidence : "\(evidence); the rest is \(CutOff.words)")
        }
    }

    /// What became of one operation, with a reason when it did not come back.
    func story(of operation: OperationID) -> String {
        let recovery = main.verdict.byOperation[operation.index].recovery
        let name = plan.fleet[operation].name
        guard let symptom = recovery.timeToSymptom else {
            let without = main.courses[operation.index].windowsWithoutData
            if main.isCut { return "\(name), whether it left its tolerance: \(CutOff.words)" }
            return without == 0
                ? "\(name) never left its tolerance"
                : "\(name): \(without) windows had too few requests to say"
        }
        let lowest =
            "\(name) left its tolerance after \(Words.time(symptom)), at worst "
            + "\(Words.percent(recovery.depth)) of its baseline"
        if let recovered = recovery.timeToRecover {
            return "\(lowest), and recovered after \(Words.time(recovered))"
        }
        let course = main.courses[operation.index]
        let why = course.unsettledSince == nil ? "" : "; settle did not fit before the end"
        return "\(lowest), and had not recovered after "
            + "\(Words.time(recovery.observedFor))\(why)\(circle)"
    }

    /// Says so when subsystems that wait for each other to start did not come back.
    private var circle: String {
        let stuck = StartCircle.members(of: plan.fleet).filter { isDown($0) }
        guard !stuck.isEmpty else { return "" }
        return "; to start, \(Words.list(stuck.map { plan.fleet[$0].name })) wait in a circle"
    }

    private func isDown(_ subsystem: SubsystemID) -> Bool {
        guard let last = main.record.windows.last,
            last.subsystems.indices.contains(subsystem.index)
        else { return false }
        return last.subsystems[subsystem.index].serving == 0
    }
}
