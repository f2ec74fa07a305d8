package import FumbleModel

/// What `fumble explore` prints, for every format.
package struct ExplorationReport: Sendable {
    let exploration: Exploration
    /// The command that explores it again.
    let again: String
    /// Where each escape was written, by its id; nil: nowhere.
    let place: (@Sendable (String) -> String)?
    /// What was tried at the boundary of the guards; empty: the line has no number to vary.
    let probes: [ProbeResult]
    /// Guards that did not answer, and what became of that.
    let failures: [String]

    package init(
        _ exploration: Exploration, again: String, probes: [ProbeResult] = [],
        failures: [String] = [], place: (@Sendable (String) -> String)? = nil
    ) {
        self.exploration = exploration
        self.again = again
        self.probes = probes
        self.failures = failures
        self.place = place
    }

    package var overview: Overview {
        let open = exploration.escapes.filter { !$0.isAccepted }
        return Overview(
            kind: "exploration", name: exploration.header.experiment, headline: headline,
            outcome: open.isEmpty ? exploration.isIdle ? .inconclusive : .confirmed : .deviated,
            sections: [facts, escapes, matrix, guards, tool, together, probed].compactMap(\.self),
            cases: cases,
            properties: [
                ("build", exploration.header.build),
                ("experiment_sha256", exploration.header.experimentHash),
                ("seed", "\(exploration.header.seed)"), ("meant", exploration.meant),
            ], metrics: metrics, samples: samples, json: json, closing: closing, origin: origin)
    }

    private var origin: [OverviewSection.Field] {
        let header = exploration.header
        return [
            .init("again", again, .strong), .init("fleet", header.fleetKind),
            .init("seed", "\(header.seed)"), .init("build", header.build),
            .init("files", "SHA-256 \(header.experimentHash)"),
        ] + Overview.inputs(header.inputs)
    }

    /// `s3-2017-mistyped-removal: 1 of 13 harmful effects gets through`.
    private var headline: String {
        let open = exploration.escapes.count { !$0.isAccepted }
        let accepted = exploration.escapes.count - open
        if open == 0, exploration.isIdle {
            return "\(exploration.header.experiment): inconclusive, the tool did nothing with the "
                + "meant line"
        }
        let all = PeopleNumber.count(exploration.counts.harmful, "harmful effect")
        let said =
            open == 0
            ? "none of \(all) gets through"
            : "\(PeopleNumber.grouped(open)) of \(all) \(open == 1 ? "gets" : "get") through"
        let blocked = exploration.repairs.count { !$0.stoppedBy.isEmpty }
        return "\(exploration.header.experiment): \(said)"
            + (accepted > 0 ? ", and \(accepted) accepted" : "")
            + (blocked > 0
                ? "; \(PeopleNumber.count(blocked, "repair")) \(blocked == 1 ? "is" : "are") blocked"
                : "")
    }

    private var facts: OverviewSection {
        let counts = exploration.counts
        var fields: [OverviewSection.Field] = [
            .init("meant", exploration.meant, .strong),
            .init(
                "one slip",
                "\(PeopleNumber.count(counts.lines, "line")), which come to "
                    + PeopleNumber.count(counts.effects, "different effect")),
        ]
        if counts.pairsDrawn > 0 {
            fields.append(
                .init(
                    "two slips",
                    "\(PeopleNumber.grouped(counts.pairs)) different lines of "
                        + "\(PeopleNumber.grouped(counts.pairsDrawn)) drawn"))
        }
        fields.append(
            .init(
                "harmful",
                "\(PeopleNumber.grouped(counts.harmful)) of the "
                    + PeopleNumber.count(counts.harmful + counts.harmless, "effect")
                    + (counts.pairsDrawn > 0 ? " of one slip or two" : "")
                    + " that reach the fleet do more harm than what was meant"))
        if let meant { fields.append(meant) }
        if exploration.othersAsk {
            fields.append(.init("other lines", "keep their guards in every run", .faint))
        }
        if let stress = exploration.stress { fields.append(.init("under", stress)) }
        return OverviewSection("What was typed", [.fields(fields)])
    }

    /// That what was meant would itself do harm; nil: it would not.
    private var meant: OverviewSection.Field? {
        let harm = exploration.meantAlone
        guard harm.breaksTheFloor else { return nil }
        let stoppers = exploration.names(of: exploration.stopsMeant).joined(separator: " and ")
        let what = harm.lostData > 0 ? "lose data for good" : "take a subsystem below its minimum"
        if exploration.toolsDeed != nil {
            return .init(
                "as meant",
                "what the tool does with the meant line itself would \(what), and no guard is asked. "
                    + harm.headline, .bad)
        }
        let stopped =
            stoppers.isEmpty
            ? "and no guard stops it" : "and \(stoppers) is right to stop it: that is no false stop"
        return .init(
            "as meant", "the meant line itself would \(what), \(stopped). \(harm.headline)", .bad)
    }

    private var closing: [String] {
        [
            "\(PeopleNumber.count(exploration.counts.runs, "run")); "
                + "\(PeopleNumber.grouped(exploration.counts.cached)) outcomes needed none. "
                + "Again: \(again)"
        ]
    }
}

extension ExplorationReport {
    /// One case for each request that would do harm.
    private var cases: [OverviewCase] {
        let escapes = exploration.escapes
        return exploration.harmful.map { request in
            let escape = escapes.first { $0.request.id == request.id }
            let stoppers = exploration.names(of: request.stoppedBy)
            return OverviewCase(
                name: "\(request.id) \(request.words)", position: exploration.position,
                outcome: escape.map { $0.isAccepted ? .confirmed : .deviated }
                    ?? (exploration.isIdle && request.tool != nil ? .inconclusive : .confirmed),
                evidence: escape.map {
                    "gets through" + ($0.isAccepted ? " (accepted)" : "") + ": \($0.harm.headline)"
                } ?? "stopped by \(stoppers.joined(separator: " and "))")
        }
    }

    private var metrics: [Metric] {
        let labels = [Metric.Label("experiment", exploration.header.experiment)]
        let profile = exploration.profile
        let secondsPerCommand = 60.0 / 1_000
        return [
            Metric(
                "exploration_escapes", help: "Harmful effects that get through and nobody accepts",
                labels: labels, Double(exploration.escapes.count { !$0.isAccepted })),
            Metric(
                "exploration_harmful_effects",
                help: "Effects one or two slips away that do harm without guards", labels: labels,
                Double(exploration.counts.harmful)),
            Metric(
                "exploration_expected_outage_seconds",
                help: "Outage to be expected of one command with all guards", labels: labels,
                exploration.expected.minutes[profile] * secondsPerCommand),
            Metric(
                "exploration_expected_outage_unguarded_seconds",
                help: "Outage to be expected of one command with no guard", labels: labels,
                exploration.unguarded.minutes[profile] * secondsPerCommand),
            Metric(
                "exploration_expected_lost_requests",
                help: "Requests lost that are to be expected of one command with all guards",
                labels: labels, exploration.expected.lostRequests[profile] / 1_000),
        ]
    }

    /// Every outcome that is known: one row for each request and set of guards.
    private var samples: SampleTable {
        let columns = [
            "id", "effect", "chance", "heeding", "outage_s", "below_minimum_s", "lost_requests",
            "lost_data",
        ]
        let rows = exploration.requests.flatMap { request in
            request.orderedSets.map { set in
                let harm = request.harm(heeding: set)
                return [
                    request.id, request.words,
                    PlainNumber.text(request.chance[exploration.profile]),
                    exploration.names(of: set).joined(separator: " "),
                    PlainNumber.text(harm.outage.seconds),
                    PlainNumber.text(harm.belowMinimum.seconds),
                    PlainNumber.text(harm.lostRequests.rounded()), "\(harm.lostData)",
                ]
            }
        }
        return SampleTable(columns: columns, rows: rows)
    }
}

extension Exploration {
    func names(of set: GuardSet) -> [String] { set.places.map { guards[$0].spec.name } }
}

extension ExploredRequest {
    /// The sets of guards whose outcomes are known, in an order that is always the same.
    var orderedSets: [GuardSet] {
        outcomes.keys.sorted { $0.places.lexicographicallyPrecedes($1.places) }
    }
}
