import FumbleModel

/// What `fumble plan` prints.
package struct PlanReport: Sendable {
    private let view: PlanView

    package init(_ view: PlanView) {
        self.view = view
    }

    /// For a person: the steps with what is left after each, then what a restart would take.
    package func text(style: ReportStyle) -> String {
        var page = TextPage(width: style.columns)
        addHeader(to: &page)
        page.heading("Steps")
        if view.steps.isEmpty { page.paragraph("none", indent: 2) }
        for (index, step) in view.steps.enumerated() {
            if index > 0 { page.add(TextLine()) }
            add(step, to: &page)
        }
        if let processes = view.processes { add(processes, of: view, to: &page) }
        if !view.automation.isEmpty {
            page.heading("By itself, in every arm")
            for automation in view.automation { page.paragraph(automation, indent: 2) }
        }
        if !view.restarts.isEmpty {
            page.heading("A full restart would take")
            addRestarts(to: &page)
            if view.restarts.contains(where: { !$0.forecasts.isEmpty }) {
                page.heading("The same in years to come")
                addForecasts(to: &page)
            }
        }
        if !view.caches.isEmpty {
            page.heading("What caches keep off")
            addCaches(to: &page)
        }
        if !view.startCircles.isEmpty {
            page.heading("Start circles: none of these can start before another")
            for circle in view.startCircles {
                let around = circle + circle.prefix(1)
                page.paragraph(around.joined(separator: " needs "), ink: .yellow, indent: 2)
            }
        }
        if !view.warnings.isEmpty {
            page.heading("To know")
            for warning in view.warnings {
                page.paragraph(warning.text, ink: .yellow, indent: 2)
                if let position = warning.position { page.paragraph("\(position)", indent: 4) }
            }
        }
        page.add(TextLine())
        page.paragraph("Nothing was touched.")
        return page.rendered(color: style.color)
    }

    package var json: String { PlanJSON(view).value.pretty }

    private func addHeader(to page: inout TextPage) {
        page.paragraph(view.experiment, ink: .bold)
        page.add(TextLine())
        if let claim = view.claim { page.field("claim", claim) }
        page.field("fleet", "\(view.fleet), \(PeopleNumber.count(view.servers, "server"))")
        page.field("arms", view.arms.map(\.rawValue).joined(separator: ", "))
        page.field(
            "time",
            "settles for \(PeopleTime.text(view.settle)), ends after "
                + PeopleTime.text(view.horizon))
        if view.processes == nil { page.field("traffic", Self.words(for: view.traffic)) }
        guard !view.measures.isEmpty else { return }
        page.field("measures", view.measures.joined(separator: ", "))
    }

    private static func words(for traffic: TrafficGrain) -> String {
        switch traffic {
        case .flow: "flow: clients as rates"
        case .requests: "requests: each an event of its own"
        }
    }

    private func add(_ step: PlanView.Step, to page: inout TextPage) {
        page.field(Self.when(step.start), step.text, ink: .bold)
        page.field("", "\(step.position)", ink: .faint)
        if let error = step.error { page.field("", error, ink: .red) }
        if let servers = step.servers {
            let counts = step.bySubsystem.map {
                "\($0.subsystem) \(PeopleNumber.grouped($0.servers))"
            }
            let list = counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")
            page.field("acts on", PeopleNumber.count(servers, "server") + list)
        }
        if !step.guards.isEmpty { page.field("asks", step.guards.joined(separator: ", ")) }
        for (index, capacity) in step.after.enumerated() {
            let text =
                "\(capacity.subsystem) \(capacity.serving) of \(capacity.full), "
                + "minimum \(capacity.minimum)" + (capacity.isBelow ? ", below" : "")
            page.field(index == 0 ? "leaves" : "", text, ink: capacity.isBelow ? .red : .plain)
        }
    }

    static func when(_ start: PlannedStep.Start) -> String {
        switch start {
        case .at(let span): PeopleTime.stamp(Instant.start + span)
        case .after(let span):
            span == .zero ? "then" : "+\(PeopleTime.text(span))"
        }
    }

    private func addRestarts(to page: inout TextPage) {
        var table = TextTable(columns: [
            .init(title: "subsystem", isNumber: false), .init(title: "servers", isNumber: true),
            .init(title: "at once", isNumber: true), .init(title: "waves", isNumber: true),
            .init(title: "in all", isNumber: true), .init(title: "rehearsal ratio", isNumber: true),
        ])
        for restart in view.restarts {
            table.add([
                .init(text: restart.subsystem),
                .init(text: PeopleNumber.grouped(restart.servers)),
                .init(text: restart.atOnce.map(PeopleNumber.grouped) ?? "any"),
                .init(text: PeopleNumber.grouped(restart.waves)),
                .init(text: PeopleTime.text(restart.full)),
                .init(text: restart.rehearsalRatio.map(Self.ratio) ?? "-"),
            ])
            let phases = restart.phases.map { "\($0.name) \(PeopleTime.text($0.length))" }
            if !phases.isEmpty { table.note(phases.joined(separator: ", ")) }
            if let like = restart.like { table.note("rates of \(like.name): \(like.url)") }
        }
        page.add(table.lines(width: page.width))
    }

    private func addForecasts(to page: inout TextPage) {
        let years = view.restarts.map { $0.forecasts.map(\.inYears) }.max { $0.count < $1.count }
        let columns = (years ?? []).map { year in
            TextTable.Column(title: Self.title(ofYear: year), isNumber: true)
        }
        var table = TextTable(
            columns: [.init(title: "subsystem", isNumber: false)] + columns + [
                .init(title: "mostly", isNumber: false)
            ])
        for restart in view.restarts {
            let times = (years ?? []).map { year in
                restart.forecasts.first { $0.inYears == year }.map { PeopleTime.text($0.full) }
            }
            table.add(
                [.init(text: restart.subsystem)] + times.map { .init(text: $0 ?? "-") }
                    + [.init(text: Self.mostly(restart.forecasts))])
        }
        page.add(table.lines(width: page.width))
        page.paragraph(Self.premises, ink: .faint, indent: 2)
    }

    /// What takes most of the time, and what does so later: `replay, then verify`.
    private static func mostly(_ forecasts: [PlanView.Forecast]) -> String {
        var phases: [String] = []
        for case let phase? in forecasts.map(\.mostly) where phases.last != phase {
            phases.append(phase)
        }
        return phases.isEmpty ? "-" : phases.joined(separator: ", then ")
    }

    private static func title(ofYear year: Int) -> String { year == 0 ? "today" : "in \(year) y" }

    private static let premises = """
        If nothing is restarted until then: states grow as stated, servers and their logs grow older, \
        and there are no more servers. What a subsystem needs to start is restarted before it; \
        servers start as many at once as may, slowed where they are too many; boots that fail \
        begin again. Where boots vary or fail, these are averages.
        """

    private func addCaches(to page: inout TextPage) {
        for cache in view.caches {
            let rates =
                "\(cache.protects) is asked \(Self.rate(cache.warm)) with \(cache.cache) warm, "
                + "\(Self.rate(cache.cold)) with it cold, and can do \(Self.rate(cache.capacity))"
            page.paragraph(
                rates + (cache.isTooMuch ? ": too much" : ""),
                ink: cache.isTooMuch ? .yellow : .plain, indent: 2)
        }
    }

    /// To a whole number from ten a second up: `2,000/s`.
    private static func rate(_ rate: Frequency) -> String {
        rate.perSecond < 10
            ? "\(PlainNumber.text((rate.perSecond * 100).rounded() / 100))/s"
            : "\(PeopleNumber.grouped(Int(min(rate.perSecond, 1e15).rounded())))/s"
    }

    /// To one decimal: `6.6`.
    private static func ratio(_ ratio: Double) -> String {
        PlainNumber.text((ratio * 10).rounded() / 10)
    }
}
