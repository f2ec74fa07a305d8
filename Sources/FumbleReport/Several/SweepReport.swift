package import FumbleModel

/// What `fumble sweep` prints.
package struct SweepReport: Sendable {
    let sweep: SweepVerdict
    let rerun: @Sendable (UInt64) -> String

    /// - Parameter rerun: the command that runs one seed again.
    package init(_ sweep: SweepVerdict, rerun: @escaping @Sendable (UInt64) -> String) {
        self.sweep = sweep
        self.rerun = rerun
    }

    package func text(style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        page.paragraph(counts, ink: .bold)
        for group in sweep.groups { write(group, to: &page) }
        writeNotAsked(to: &page)
        let others = sweep.seeds.filter { $0.status != .completed }
        if !others.isEmpty {
            page.heading("Not carried out")
            for other in others.prefix(Self.mostShown) {
                page.field(
                    other.status.word,
                    "seed \(other.seed): \(ReportWords.reason(other.status) ?? "")", labelInk: .red)
            }
            if others.count > Self.mostShown {
                page.field("", "and \(others.count - Self.mostShown) more", ink: .faint)
            }
        }
        writeRecovery(to: &page)
        return page.rendered(color: style.color)
    }

    /// `s3-2017-baseline, seeds 1 to 1,000: 980 confirmed, 20 deviated`.
    private var counts: String {
        let first = PeopleNumber.grouped(Int64(clamping: sweep.asked.lowerBound))
        let last = PeopleNumber.grouped(Int64(clamping: sweep.asked.upperBound))
        let about = sweep.asked.count == 1 ? "seed \(first)" : "seeds \(first) to \(last)"
        let parts = words.compactMap { word -> String? in
            let count = sweep.seeds.count { $0.word == word }
            return count == 0 ? nil : "\(PeopleNumber.grouped(count)) \(word)"
        }
        let missing = sweep.asked.count - sweep.seeds.count
        let all = parts + (missing > 0 ? ["\(PeopleNumber.grouped(missing)) not begun"] : [])
        let swarm = sweep.isSwarm ? ", each a variant of the method" : ""
        return "\(sweep.experiment), \(about)\(swarm): \(all.joined(separator: ", "))"
    }

    var words: [String] {
        [Outcome.confirmed, .deviated, .inconclusive].map(\.rawValue)
            + ["stopped", "interrupted", "failed"]
    }

    private static let mostShown = 10

    private func write(_ group: DeviationGroup, to page: inout TextPage) {
        page.heading("\(PeopleNumber.count(group.seeds.count, "seed")) deviated in")
        for path in group.paths { page.paragraph(path, ink: .red, indent: 2) }
        page.field("seed \(group.seeds[0])", group.headline)
        page.field("again", rerun(group.seeds[0]), ink: .bold)
        let shown = group.seeds.prefix(Self.mostShown).map { "\($0)" }.joined(separator: ", ")
        let rest = group.seeds.count - min(group.seeds.count, Self.mostShown)
        if group.seeds.count > 1 {
            page.field("seeds", rest > 0 ? "\(shown) and \(rest) more" : shown)
        }
    }

    /// Harm that the file expects is no measure of variants that do less than the file.
    private func writeNotAsked(to page: inout TextPage) {
        let variants = sweep.seeds.filter { !$0.notAsked.isEmpty }
        guard let first = variants.first else { return }
        page.heading(
            "Not asked of \(PeopleNumber.count(variants.count, "variant")), which do less than the file"
        )
        for path in first.notAsked { page.paragraph(path, ink: .faint, indent: 2) }
    }

    private func writeRecovery(to page: inout TextPage) {
        var table = TextTable(columns: [
            .init(title: "", isNumber: false), .init(title: "", isNumber: false),
            .init(title: "least", isNumber: true), .init(title: "median", isNumber: true),
            .init(title: "most", isNumber: true), .init(title: "seeds", isNumber: true),
        ])
        var hasRows = false
        for operation in sweep.byOperation {
            for row in rows(of: operation) {
                table.add(row.map { .init(text: $0) })
                hasRows = true
            }
        }
        guard hasRows else { return }
        page.heading("Recovery over the seeds")
        page.add(table.lines(width: page.width))
    }

    private func rows(of operation: OperationSpread) -> [[String]] {
        let spread = operation.spread
        let time = { (seconds: Double) in
            PeopleTime.text(TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded())))
        }
        let isFelt = (spread.lostRequests?.greatest ?? 0) > 0 || (spread.depth?.least ?? 1) < 1
        let measures: [(String, Spread?, (Double) -> String)] = [
            ("time to first success", spread.timeToFirstSuccess, time),
            ("time to recover", spread.timeToRecover, time),
            ("requests lost", isFelt ? spread.lostRequests : nil, { PeopleNumber.grouped($0) }),
            ("depth", isFelt ? spread.depth : nil, PeopleNumber.percent),
        ]
        var rows = measures.compactMap { name, spread, words in
            spread.map {
                [
                    operation.operation, name, words($0.least), words($0.median),
                    words($0.greatest), PeopleNumber.grouped($0.count),
                ]
            }
        }
        for (name, count) in [
            ("undisturbed", spread.undisturbed), ("not recovered", spread.censored),
        ] where count > 0 {
            rows.append([operation.operation, name, "", "", "", PeopleNumber.grouped(count)])
        }
        return rows
    }
}
