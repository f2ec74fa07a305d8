import FumbleModel

/// What a run measured as metrics; what it did not measure is left out, never 0.
struct RunMetrics {
    private(set) var metrics: [Metric] = []
    private let common: [Metric.Label]

    init(_ verdict: Verdict) {
        common = [
            Metric.Label("experiment", verdict.header.experiment),
            Metric.Label("fleet", verdict.header.fleetKind),
            Metric.Label("seed", "\(verdict.header.seed)"),
        ]
        for outcome in [Outcome.confirmed, .inconclusive, .deviated] {
            add(
                "run_outcome", "Whether the run showed this outcome",
                [("outcome", outcome.rawValue)], verdict.outcome == outcome ? 1 : 0)
        }
        add(
            "run_completed", "Whether the run was carried out to its end", [],
            verdict.isCutOff ? nil : verdict.status == .completed ? 1 : 0)
        add(
            "run_events", "Events that the fleets of all arms handled", [],
            verdict.isCounted ? Double(verdict.events) : nil)
        for finding in verdict.findings {
            add(
                "finding_confirmed", "Whether what the experiment expects was so",
                [("path", finding.path)], finding.outcome == .confirmed ? 1 : 0)
        }
        for found in verdict.guards { addGuard(found) }
        for arm in verdict.arms.isEmpty ? [verdict.main] : verdict.arms { addArm(arm) }
    }

    private mutating func add(
        _ name: String, _ help: String, _ labels: [(String, String)], _ value: Double?
    ) {
        guard let value else { return }
        metrics.append(
            Metric(name, help: help, labels: common + labels.map { .init($0.0, $0.1) }, value))
    }

    private mutating func addGuard(_ found: GuardVerdict) {
        for outcome in GuardOutcome.allCases {
            guard let result = found.outcome else { continue }
            add(
                "guard_result", "Whether the guard had this result",
                [("guard", found.name), ("result", outcome.words)], result == outcome ? 1 : 0)
        }
        let answers = [
            ("allowed", found.allowed), ("clamped", found.clamped), ("held", found.held),
            ("refused", found.refused),
        ]
        for (answer, count) in answers {
            add(
                "guard_answers", "Answers that the guard gave, by their sort",
                [("guard", found.name), ("answer", answer)], Double(count))
        }
        add(
            "guard_decided_in_seconds", "The longest that the guard took to answer",
            [("guard", found.name)], found.decidedIn?.seconds)
        add(
            "guard_false_stops", "Times that the guard hindered what was meant, or a repair",
            [("guard", found.name)], Double(found.falseStops))
        add(
            "guard_beyond_meant_servers", "Servers that the guard let go over what was meant",
            [("guard", found.name)], Double(found.beyondMeant))
    }

    private mutating func addArm(_ arm: ArmVerdict) {
        let label = ("arm", arm.arm.rawValue)
        addRecovery(arm.recovery, [label, ("operation", "all")])
        for operation in arm.byOperation {
            addRecovery(operation.recovery, [label, ("operation", operation.operation)])
        }
        for promise in arm.promises {
            add(
                "promise_kept", "Whether the promise was kept",
                [label, ("promise", promise.promise), ("subsystem", promise.subsystem ?? "")],
                !promise.isKept ? 0 : arm.cutAt == nil ? 1 : nil)
        }
        for course in arm.capacity {
            let labels = [label, ("subsystem", course.subsystem)]
            add(
                "capacity_lowest_servers", "The fewest servers of the subsystem that served",
                labels, (course.lowest.min()).map(Double.init))
            add(
                "capacity_minimum_servers", "Servers of the subsystem that must serve", labels,
                Double(course.minimum))
        }
        for dependent in arm.dependents {
            let labels = [label, ("dependent", dependent.dependent)]
            add(
                "dependent_most_queued", "The most requests that the dependent queued", labels,
                dependent.mostQueued)
            add(
                "dependent_time_to_drain_seconds",
                "From the first harm until the dependent's queue was worked off", labels,
                dependent.timeToDrain?.seconds)
        }
        for stage in arm.course.stages {
            add(
                "recovery_stage_seconds", "How long the stage of the recovery took",
                [label, ("stage", stage.kind.rawValue), ("of", stage.of ?? "")],
                stage.length.seconds)
        }
        add(
            "acknowledged_writes_lost", "Acknowledged writes that no server holds any more",
            [label], Double(arm.writesLost))
    }

    private mutating func addRecovery(_ recovery: Recovery, _ labels: [(String, String)]) {
        let times: [(String, String, TimeSpan?)] = [
            ("time_to_symptom_seconds", "a window was out of tolerance", recovery.timeToSymptom),
            ("time_to_detect_seconds", "an alarm of the fleet was seen", recovery.timeToDetect),
            ("time_to_respond_seconds", "the first response", recovery.timeToRespond),
            (
                "time_to_first_success_seconds", "the first answer after goodput fell to zero",
                recovery.timeToFirstSuccess
            ),
            ("time_to_recover_seconds", "all windows were in tolerance", recovery.timeToRecover),
        ]
        for (name, until, time) in times {
            add(name, "From the first harm until \(until)", labels, time?.seconds)
        }
        add(
            "time_to_heal_seconds", "From the revert until all windows were in tolerance", labels,
            recovery.timeToHeal?.seconds)
        add(
            "not_recovered", "Whether the run ended before all windows were in tolerance", labels,
            recovery.isCensored ? 1 : 0)
        add("lost_requests", "Client intents not answered in time", labels, recovery.lostRequests)
        add(
            "depth_ratio", "The lowest goodput of a window as a share of the baseline", labels,
            recovery.depth)
    }
}
