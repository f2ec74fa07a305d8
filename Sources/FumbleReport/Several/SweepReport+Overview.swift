import FumbleModel

extension SweepReport {
    /// The same for every format.
    package var overview: Overview {
        Overview(
            kind: "sweep", name: sweep.experiment, headline: counts,
            outcome: sweep.seeds.map(\.outcome).max(), sections: sections, cases: cases,
            properties: [
                ("build", sweep.build), ("experiment_sha256", sweep.experimentHash),
                ("first_seed", "\(sweep.asked.lowerBound)"),
                ("last_seed", "\(sweep.asked.upperBound)"),
            ], metrics: metrics, samples: samples, json: value,
            closing: goesOn.map { ["Go on with: \($0)"] } ?? [], origin: origin,
            remarks: remarks)
    }

    private var origin: [OverviewSection.Field] {
        let varied = sweep.varied.map { "\($0.name) = \($0.values.joined(separator: ", "))" }
        return (again.map { [.init("again", $0, .strong)] } ?? [])
            + [
                .init("fleet", sweep.fleetKind),
                .init("seeds", "\(sweep.asked.lowerBound) to \(sweep.asked.upperBound)"),
                .init("build", sweep.build), .init("files", "SHA-256 \(sweep.experimentHash)"),
            ] + Overview.inputs(sweep.inputs)
            + (varied.isEmpty ? [] : [.init("varied", varied.joined(separator: "; "))])
    }

    private var sections: [OverviewSection] {
        var sections = told
        sections += sweep.groups.map { group in
            let setting = SweepWords.setting(group.varied)
            let seeds = group.seeds.prefix(Self.mostShown).map { "\($0)" }.joined(separator: ", ")
            let rest = group.seeds.count - min(group.seeds.count, Self.mostShown)
            let list = OverviewSection.Field(
                "seeds", rest > 0 ? "\(seeds) and \(rest) more" : seeds)
            return OverviewSection(
                "\(PeopleNumber.count(group.seeds.count, "seed")) deviated"
                    + (setting.isEmpty ? " in" : ", \(setting), in"),
                group.paths.map { .paragraph($0, .bad) } + [
                    .fields(
                        [
                            .init("seed \(group.seeds[0])", group.headline),
                            .init("again", rerun(group.seeds[0], group.varied), .strong),
                        ] + (group.seeds.count > 1 ? [list] : []))
                ])
        }
        let variants = sweep.seeds.filter { !$0.notAsked.isEmpty }
        if let first = variants.first {
            let count = PeopleNumber.count(variants.count, "variant")
            sections.append(
                OverviewSection(
                    "Not asked of \(count), which do less than the file",
                    first.notAsked.map { .paragraph($0, .faint) }))
        }
        let others = sweep.seeds.filter { $0.status != .completed }
        if !others.isEmpty {
            let rest = others.count - min(others.count, Self.mostShown)
            let fields = others.prefix(Self.mostShown).map { other in
                OverviewSection.Field(
                    other.status.word,
                    "seed \(other.seed): \(ReportWords.reason(other.status) ?? "")", .bad)
            }
            let more = rest > 0 ? [OverviewSection.Field("", "and \(rest) more", .faint)] : []
            sections.append(OverviewSection("Not carried out", [.fields(fields + more)]))
        }
        let recovery = SweepRecoveryTable(
            sweep.byOperation, pictures: SweepPictures(sweep).figure,
            title: sweep.settings.isEmpty
                ? "Recovery over the seeds" : "Recovery over the seeds, of all settings together")
        sections += [settings, recovery.section].compactMap { $0 }
        sections += sweep.settings.prefix(Self.mostShown).compactMap { setting in
            SweepRecoveryTable(
                setting.byOperation, pictures: nil,
                title: "Recovery with \(SweepWords.setting(setting.varied))"
            ).section
        }
        let rest = sweep.settings.count - Self.mostShown
        if rest > 0 {
            sections.append(
                OverviewSection(
                    "And \(PeopleNumber.count(rest, "setting")) more",
                    [.paragraph("`--format json` has the times of each.", .faint)]))
        }
        return sections
    }

    /// What a reader must know before the rest: what is missing, and why it ended when it did.
    private var told: [OverviewSection] {
        let blocks: [OverviewSection.Block] =
            (sweep.missing.map { [.paragraph($0, .open)] } ?? [])
            + (sweep.precision.map { [.paragraph(SweepWords.precision($0))] } ?? [])
        return blocks.isEmpty ? [] : [OverviewSection("How far it went", blocks)]
    }

    /// One line a setting: how many deviated, and how long the worst of the operations took; nil where
    /// nothing is varied.
    private var settings: OverviewSection? {
        guard !sweep.settings.isEmpty else { return nil }
        let columns: [OverviewTable.Column] =
            sweep.varied.map { .init($0.name) }
            + ["deviated", "time to recover", "p90", "p99", "worst", "of"].map {
                .init($0, isNumber: true)
            }
        let rows = sweep.settings.map { setting -> [OverviewTable.Cell] in
            let runs = setting.counts.reduce(0) { $0 + $1.runs }
            let deviated = setting.counts.first { $0.word == Outcome.deviated.rawValue }?.runs ?? 0
            let recover = setting.recovery.milestones.first { $0.milestone == .recover }
            return setting.varied.map { .init($0.value) }
                + [.init(PeopleNumber.grouped(deviated), deviated > 0 ? .bad : .plain)]
                + SweepWords.quantiles(recover).map { .init($0) }
                + [.init(PeopleNumber.grouped(runs))]
        }
        return OverviewSection(
            "By setting; of the time to recover the median, and what follows",
            [.table(OverviewTable(columns: columns, rows: rows))])
    }

    /// One remark for all seeds that deviated alike, on the line that asks for it: a pull request has
    /// no room for one a seed.
    private var remarks: [OverviewCase] {
        let deviated = sweep.groups.flatMap { group in
            group.paths.map { path in
                OverviewCase(
                    name: [path, share(group.seeds.count), SweepWords.setting(group.varied)]
                        .filter { !$0.isEmpty }.joined(separator: ", "),
                    position: group.places[path], outcome: .deviated,
                    evidence: "seed \(group.seeds[0]): \(group.headline); again: "
                        + rerun(group.seeds[0], group.varied))
            }
        }
        let others = words.dropFirst(2).compactMap { word -> OverviewCase? in
            let own = sweep.seeds.filter { $0.word == word }
            guard let first = own.first else { return nil }
            let outcome = max(first.outcome, .inconclusive)
            let status = word == outcome.rawValue ? "" : " \(word)"
            return OverviewCase(
                name: share(own.count) + status, position: nil, outcome: outcome,
                evidence: "seed \(first.seed): "
                    + (ReportWords.reason(first.status) ?? first.headline))
        }
        return deviated + others
    }

    private func share(_ count: Int) -> String {
        "\(PeopleNumber.grouped(count)) of \(PeopleNumber.count(sweep.seeds.count, "run"))"
    }

    /// One case a seed, so that a dashboard names those that deviated.
    private var cases: [OverviewCase] {
        sweep.seeds.map { seed in
            OverviewCase(
                name: ["seed \(seed.seed)", SweepWords.setting(seed.varied)]
                    .filter { !$0.isEmpty }.joined(separator: ", "), position: nil,
                outcome: seed.outcome,
                evidence: ([seed.headline] + seed.deviations).joined(separator: "; "))
        }
    }
}
