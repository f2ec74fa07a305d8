import FumbleModel

/// How each guard did, and what it said where the timelines do not say it.
struct GuardsSection {
    private let guards: [GuardVerdict]
    private let told: [TimelineEntry]

    init(_ guards: [GuardVerdict], told: [TimelineEntry]) {
        self.guards = guards
        self.told = told.filter { $0.weight == .turn }
    }

    func add(to page: inout TextPage) {
        var table = TextTable(columns: [
            .init(title: "guard", isNumber: false), .init(title: "keeps", isNumber: false),
            .init(title: "result", isNumber: false), .init(title: "asked", isNumber: true),
            .init(title: "refused", isNumber: true), .init(title: "decided in", isNumber: true),
        ])
        for verdict in guards {
            table.add([
                .init(text: verdict.name), .init(text: verdict.keeps),
                .init(text: ReportWords.result(verdict), ink: ink(verdict.outcome)),
                .init(text: PeopleNumber.grouped(verdict.asked)),
                .init(text: PeopleNumber.grouped(verdict.refused)),
                .init(text: verdict.decidedIn.map(PeopleTime.text) ?? "-"),
            ])
            if let remarks = ReportWords.remarks(verdict) { table.note(remarks) }
            if let message = verdict.message, !isTold(message) { table.note("\"\(message)\"") }
            if let advice = verdict.advice { table.note("advice: \(advice)") }
        }
        page.add(table.lines(width: page.width))
    }

    private func isTold(_ message: String) -> Bool {
        told.contains { $0.text.hasSuffix(": " + message) }
    }

    private func ink(_ outcome: GuardOutcome?) -> Ink {
        switch outcome {
        case .held: .green
        case .broke, .bypassed: .red
        case .idle, .neverAsked, nil: .plain
        }
    }
}
