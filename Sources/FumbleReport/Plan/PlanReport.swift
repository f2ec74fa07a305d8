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
        if !view.automation.isEmpty {
            page.heading("By itself, in every arm")
            for automation in view.automation { page.paragraph(automation, indent: 2) }
        }
        if !view.restarts.isEmpty {
            page.heading("A full restart would take")
            addRestarts(to: &page)
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
        page.field("traffic", Self.words(for: view.traffic))
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
        }
        page.add(table.lines(width: page.width))
    }

    /// To one decimal: `6.6`.
    private static func ratio(_ ratio: Double) -> String {
        PlainNumber.text((ratio * 10).rounded() / 10)
    }
}
