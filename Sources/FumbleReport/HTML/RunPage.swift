import FumbleModel

/// One run as parts of a page: the verdict first, then what led to it, then where it comes from.
struct RunPage {
    private let verdict: Verdict
    /// Before the ids of its parts, so that several runs fit on one page.
    private let prefix: String

    init(_ verdict: Verdict, prefix: String = "") {
        self.verdict = verdict
        self.prefix = prefix
    }

    func add(to page: inout HTMLPage) {
        page.add(header)
        let arms = verdict.hasBegun ? verdict.arms : []
        let comparison = ArmComparison(verdict)
        if !comparison.titles.isEmpty {
            page.section(
                arms.count > 1 ? "The arms side by side" : "What was measured", id: prefix + "arms",
                note: arms.count > 1 ? "the same seed as meant, and as typed" : nil,
                [table(comparison)])
        }
        let bad = verdict.findings.contains { $0.outcome != .confirmed }
        if bad { addFindings(to: &page) }
        for arm in arms.filter({ $0.arm != .meant || arms.count == 1 }) {
            let title = arms.count > 1 ? ReportWords.phrase(arm.arm) : "what happened"
            let id = prefix + arm.arm.rawValue
            page.section(
                title.prefix(1).uppercased() + title.dropFirst(), id: id,
                ArmStory(arm, traffic: verdict.traffic, id: id).markup)
        }
        if !verdict.guards.isEmpty {
            page.section("Guards", id: prefix + "guards", [guards] + said)
        }
        if !bad { addFindings(to: &page) }
        page.section(
            "Where it comes from", id: prefix + "events",
            note: "every number above is of an event or a window of the run",
            [facts] + arms.map { EventsPart($0, id: prefix + $0.arm.rawValue).markup })
    }

    private func addFindings(to page: inout HTMLPage) {
        page.section(
            "What was expected", id: prefix + "findings", FindingsPart(verdict).markup)
    }

    private var header: Markup {
        var parts = [
            OutcomeMark.markup(verdict.outcome), Markup(" "),
            .tag("span", ["class": "soft"], verdict.header.experiment),
            .tag("h1", [:], verdict.headline),
        ]
        if let missing = ReportWords.missing(verdict) {
            parts.append(.tag("p", ["class": "bad"], missing))
        }
        if let reason = ReportWords.reason(verdict.status) {
            parts.append(.tag("p", ["class": "bad"], "\(verdict.status.word): \(reason)"))
        } else if verdict.isCutOff {
            parts.append(
                .tag("p", ["class": "bad"], "Whether the run was completed: \(CutOff.words)"))
        }
        if let claim = verdict.claim {
            parts.append(.tag("p", ["class": "claim"], "Claim: \(claim)"))
        }
        if verdict.hasBegun { parts.append(RunTiles(verdict).markup) }
        return .tag("header", [:], parts)
    }

    private func table(_ comparison: ArmComparison) -> Markup {
        HTMLPage.table(
            titles: [""] + comparison.titles,
            rows: comparison.rows.map { row in
                [Markup(row.title)]
                    + row.cells.map {
                        $0.isBad ? .tag("span", ["class": "bad"], $0.text) : Markup($0.text)
                    }
            }, numbers: true)
    }

    private var guards: Markup {
        HTMLPage.table(
            titles: ["guard", "keeps", "result", "asked", "refused", "decided in"],
            rows: verdict.guards.map { found in
                [
                    Markup(found.name), Markup(found.keeps),
                    .tag(
                        "span", ["class": found.outcome?.rawValue],
                        ReportWords.result(found)),
                    Markup(PeopleNumber.grouped(found.asked)),
                    Markup(PeopleNumber.grouped(found.refused)),
                    Markup(found.decidedIn.map(PeopleTime.text) ?? "-"),
                ]
            })
    }

    /// What each said, and did beside answering; below the table, which must fit a telephone.
    private var said: [Markup] {
        verdict.guards.compactMap { found in
            let words = [
                ReportWords.remarks(found), found.message, found.advice.map { "advice: \($0)" },
            ].compactMap { $0 }
            guard !words.isEmpty else { return nil }
            return .tag("p", ["class": "soft"], "\(found.name): \(words.joined(separator: "; "))")
        }
    }

    private var facts: Markup {
        let header = verdict.header
        var facts: [(String, Markup)] = [
            ("again", .tag("code", [:], ReportWords.again(verdict))),
            (
                "samples",
                .tag("code", [:], "fumble report \(ReportWords.name(of: header)) --format csv")
            ),
            ("run", Markup(header.id)),
            ("fleet", Markup("\(header.fleetKind), \(verdict.traffic.rawValue)")),
            ("seed", Markup("\(header.seed)")),
            ("build", Markup(header.build)),
            ("windows", Markup("of \(PeopleTime.text(verdict.resolution))")),
            (
                "events",
                Markup(
                    verdict.isCounted
                        ? "\(PeopleNumber.grouped(verdict.events)), hash "
                            + ReportWords.hash(verdict.eventsHash) : CutOff.words)
            ),
            ("experiment", Markup("SHA-256 \(header.experimentHash)")),
        ]
        if !header.inputs.isEmpty {
            let inputs = header.inputs.map { "\($0.name) = \($0.value)" }
            facts.append(("inputs", Markup(inputs.joined(separator: ", "))))
        }
        return .tag(
            "dl", [:], facts.flatMap { [Markup.tag("dt", [:], $0.0), .tag("dd", [:], [$0.1])] })
    }
}
