import FumbleModel

/// The events that the numbers of one arm come from, by their places, as `--events` writes them.
struct EventsPart {
    private let arm: ArmVerdict
    private let id: String

    init(_ arm: ArmVerdict, id: String) {
        self.arm = arm
        self.id = id
    }

    var markup: Markup {
        let events = Array(arm.course.events.enumerated())
        guard !events.isEmpty else { return .nothing }
        let named = arm.timeline.compactMap { entry -> Int? in
            if case .event(let place) = entry.trace { place } else { nil }
        }
        let shown = events.filter { $0.offset < Self.mostShown || named.contains($0.offset) }
        let rows = shown.map { place, event in
            Markup.tag(
                "li", ["id": "\(id)-e\(place)", "value": "\(place)"],
                [
                    .tag(
                        "code", [:],
                        EventJSON(event, names: arm.course.names).value.compact)
                ])
        }
        let rest = events.count - shown.count
        let more =
            rest > 0
            ? [Markup.tag("p", ["class": "soft"], "and \(PeopleNumber.grouped(rest)) more")] : []
        return HTMLPage.more(
            "\(PeopleNumber.count(events.count, "event")) \(ReportWords.phrase(arm.arm))",
            [.tag("ol", ["class": "events"], rows)] + more)
    }

    private static let mostShown = 200
}
