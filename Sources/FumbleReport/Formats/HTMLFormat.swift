package import FumbleModel

/// The report that people send around: one page in one file, which needs nothing else.
package struct HTMLFormat: OverviewFormat {
    package let name = "html"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        var page = HTMLPage(title: "\(verdict.header.experiment): \(verdict.outcome.rawValue)")
        page.add(Plot.hatchings)
        RunPage(verdict).add(to: &page)
        return page.text
    }

    /// A summary, then the runs one after the other: those that were not confirmed first, as many as
    /// fit into a page that can be sent.
    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        let summary = SummaryReport(verdicts.map(SummaryReport.Entry.init))
        var page = HTMLPage(title: summary.counts)
        page.add(Plot.hatchings)
        page.add(.tag("h1", [:], summary.counts))
        let order = verdicts.indices.sorted { left, right in
            (verdicts[right].outcome, left) < (verdicts[left].outcome, right)
        }
        var told: [(place: Int, page: HTMLPage)] = []
        var room = Self.mostBytes - page.text.utf8.count - Self.bytesOfRow * verdicts.count
        for place in order {
            var part = HTMLPage(title: "")
            RunPage(verdicts[place], prefix: "run\(place)-").add(to: &part)
            guard part.content.source.utf8.count <= room else { continue }
            room -= part.content.source.utf8.count
            told.append((place, part))
        }
        page.add(
            HTMLPage.table(
                titles: [],
                rows: verdicts.indices.map { place in
                    let verdict = verdicts[place]
                    let name = verdict.header.experiment
                    let isTold = told.contains { $0.place == place }
                    return [
                        OutcomeMark.markup(verdict.outcome),
                        Markup([
                            isTold
                                ? .tag("a", ["href": "#run\(place)"], name)
                                : Markup(
                                    "\(name) (fumble report "
                                        + "\(ReportWords.name(of: verdict.header)) --format html)"),
                            .tag("div", [:], verdict.headline),
                        ]),
                    ]
                }))
        for (place, part) in told {
            page.add(.tag("article", ["id": "run\(place)"], [part.content]))
        }
        return page.text
    }

    package func render(_ overview: Overview, style: ReportStyle) -> String {
        var page = HTMLPage(title: "\(overview.kind) \(overview.name)")
        page.add(Plot.hatchings)
        OverviewPage(overview).add(to: &page)
        return page.text
    }

    /// What mail servers and chats let through without a word.
    private static let mostBytes = 490_000
    private static let bytesOfRow = 500
}
