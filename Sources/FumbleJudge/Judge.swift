package import FumbleModel

/// Says what a run showed: the same run and plan give the same verdict, always.
///
/// It sees what was written down and nothing else; it cannot reach a fleet.
package struct Judge {
    package init() {}

    /// - Parameters:
    ///   - run: with any number of arms, also cut short.
    ///   - plan: the one the run was of.
    ///   - twin: the command that runs the same on a simulated fleet, with every arm; nil: it was on one.
    package func judge(_ run: Run, of plan: Plan, twin: String? = nil) -> Verdict {
        let topology = Topology(plan.fleet)
        let arms = run.arms.map { JudgedArm($0, of: plan, topology) }
        func arm(_ wanted: Arm) -> JudgedArm? { arms.first { $0.record.arm == wanted } }
        let main =
            arm(.guarded) ?? arm(.unguarded) ?? arms.first
            ?? JudgedArm(Self.nothing(as: plan.arms.first ?? .guarded), of: plan, topology)
        let guards =
            main.record.arm == .unguarded
            ? []
            : GuardJudge(
                plan: plan, guarded: main, unguarded: arm(.unguarded), meant: arm(.meant)
            ).verdicts()
        let evidence = Evidence(
            plan: plan, topology: topology, main: main, unguarded: arm(.unguarded), arms: arms,
            guards: guards, twin: twin)
        let findings = Findings(evidence, status: run.status).all
        let headline = Headline(
            plan: plan, topology: topology, status: run.status, main: main,
            unguarded: arm(.unguarded), guards: guards)
        return Verdict(
            header: run.header, claim: plan.claim, status: run.status,
            outcome: Findings.worst(of: findings), headline: headline.text, main: main.verdict,
            arms: arms.map(\.verdict), guards: guards, findings: findings,
            resolution: plan.window, traffic: plan.traffic,
            incident: IncidentVerdict(of: plan, main: main, unguarded: arm(.unguarded)),
            twin: arm(.unguarded) == nil && !plan.fleet.guards.isEmpty ? twin : nil)
    }

    /// The arm of a run that was over before any arm began.
    private static func nothing(as arm: Arm) -> ArmRun {
        ArmRun(
            arm: arm, events: [], windows: [], end: .start,
            counted: EventCount(events: 0, hash: 0, marks: []))
    }
}
