import FumbleModel

/// What was done and decided in one arm, as signs on a shared time axis: phases, method, guards,
/// people, and the milestones by letter.
struct DeedLanes {
    private let course: ArmCourse
    private let scale: TimeScale

    init(_ arm: ArmVerdict, on scale: TimeScale) {
        course = arm.course
        self.scale = scale
    }

    var markup: [Markup] {
        [phases, method, guards, people, milestones].compactMap { $0?.markup }
    }

    private var phases: Lane? {
        guard !course.phases.isEmpty else { return nil }
        var plot = Plot(height: 20, label: "phases of the run")
        for (place, span) in course.phases.enumerated() {
            plot.rect(
                place % 2 == 0 ? "bar phase" : "bar phase even", x: scale.percent(span.from),
                width: scale.width(span.from, span.until, least: 0.003),
                title: "\(span.phase.rawValue) from \(PeopleTime.stamp(span.from)) to "
                    + PeopleTime.stamp(span.until))
            if fits(span.phase.rawValue, in: span) {
                plot.text(span.phase.rawValue, x: scale.percent(span.from), y: 14, dx: 6)
            } else if fits("\(place + 1)", in: span) {
                plot.text("\(place + 1)", x: scale.percent(span.from), y: 14, dx: 4)
            }
        }
        return Lane(title: "phase", note: nil, plot: plot)
    }

    private func fits(_ word: String, in span: ArmCourse.PhaseSpan) -> Bool {
        let letters = Double(word.count) + 1
        return scale.share(span.until) - scale.share(span.from) > letters * Self.letterShare
    }

    /// The phases that have no room for their names, by their numbers.
    var phaseKey: Markup {
        let rest = course.phases.enumerated().filter {
            !fits($0.element.phase.rawValue, in: $0.element)
        }
        guard !rest.isEmpty else { return .nothing }
        return .tag(
            "ol", ["class": "key"],
            rest.map { place, span in
                .tag(
                    "li", [:],
                    [
                        .tag("b", [:], "\(place + 1)"),
                        Markup(
                            "\(span.phase.rawValue), \(PeopleTime.stamp(span.from)) to "
                                + PeopleTime.stamp(span.until)),
                    ])
            })
    }

    private var method: Lane? {
        signs(
            "method", "◆ line, ● step, ▨ fault",
            course.deeds.filter { $0.kind != .response }.map { deed in
                let shape: Plot.Shape =
                    switch deed.kind {
                    case .line: .diamond
                    case .fault: .square
                    case .step, .response: .circle
                    }
                let until = deed.kind == .fault ? deed.until ?? course.end : deed.until
                return Item(
                    shape: shape, kind: deed.kind == .fault ? "bad" : "", at: deed.from,
                    until: until.flatMap { $0 > deed.from ? $0 : nil },
                    title: "\(PeopleTime.stamp(deed.from)): \(deed.title)")
            })
    }

    private var guards: Lane? {
        signs(
            "guards", "✕ refuses, ▼ clamps, ‖ holds, ● allows",
            course.answers.map { mark in
                let times = mark.count > 1 ? ", \(PeopleNumber.grouped(mark.count)) times" : ""
                let reason = mark.reason.map { ": \($0)" } ?? ""
                return Item(
                    shape: Self.shape(of: mark.verb), kind: mark.verb == .refuses ? "bad" : "",
                    at: mark.at, until: nil,
                    title: "\(PeopleTime.stamp(mark.at)): \(mark.name) \(mark.verb.rawValue) "
                        + "`\(mark.line)` in \(PeopleTime.text(mark.decidedIn))\(times)\(reason)")
            })
    }

    private static func shape(of verb: ArmCourse.GuardMark.Verb) -> Plot.Shape {
        switch verb {
        case .allows: .circle
        case .clamps: .triangle
        case .holds: .bar
        case .refuses: .cross
        case .warns: .triangle
        }
    }

    private var people: Lane? {
        let alarms = course.alarms.map { alarm in
            Item(
                shape: .triangle, kind: "bad", at: alarm.from, until: alarm.until ?? course.end,
                title: "\(PeopleTime.stamp(alarm.from)): alarm \(alarm.name), \(alarm.reading)"
                    + (alarm.until.map { ", until \(PeopleTime.stamp($0))" } ?? ", to the end"))
        }
        let responses = course.deeds.filter { $0.kind == .response }.map { deed in
            Item(
                shape: .square, kind: "alt", at: deed.from, until: nil,
                title: "\(PeopleTime.stamp(deed.from)): \(deed.title)")
        }
        return signs("people", "▼ alarm, ■ response", alarms + responses)
    }

    private struct Item {
        let shape: Plot.Shape
        let kind: String
        let at: Instant
        let until: Instant?
        let title: String
    }

    private func signs(_ title: String, _ note: String, _ items: [Item]) -> Lane? {
        guard !items.isEmpty else { return nil }
        let shown = items.prefix(Self.mostSigns)
        var rows = Lane.Rows(width: Self.signWidth)
        let placed = shown.map { item in
            (item, rows.row(at: scale.share(item.at), until: item.until.map(scale.share)))
        }
        var plot = Plot(
            height: rows.count * Self.rowHeight + 2, label: "\(title): \(items.count) marks")
        plot.rect("frame", x: "0", width: "100%")
        for stone in course.milestones { plot.upright("stone", x: scale.percent(stone.at)) }
        for (item, row) in placed {
            let y = Double(row * Self.rowHeight) + 10
            if let until = item.until {
                plot.rect(
                    "bar " + (item.kind == "bad" ? "fault" : "phase"), x: scale.percent(item.at),
                    width: scale.width(item.at, until), y: y - 4, height: 8, title: item.title)
            }
            plot.sign(
                item.shape, kind: item.kind, x: scale.percent(item.at), y: y, title: item.title)
        }
        let rest = items.count - shown.count
        let more = rest > 0 ? "; \(rest) more are not drawn" : ""
        return Lane(title: title, note: note + more, plot: plot)
    }

    // MARK: Milestones

    private var milestones: Lane? {
        let groups = MilestoneKey(course).groups
        guard !groups.isEmpty else { return nil }
        var rows = Lane.Rows(width: Self.discWidth)
        let placed = groups.map { ($0, rows.row(at: scale.share($0.at))) }
        var plot = Plot(
            height: rows.count * Self.rowHeight + 2,
            label: "milestones: " + groups.map(\.words).joined(separator: ", "))
        for (group, row) in placed {
            plot.add(
                .tag(
                    "svg",
                    [
                        "x": scale.percent(group.at), "overflow": "visible",
                        "y": "\(row * Self.rowHeight + 10)",
                    ],
                    [
                        .tag("title", [:], group.words),
                        .leaf("circle", ["class": "disc", "r": "8"]),
                        .tag(
                            "text", ["class": "letter", "text-anchor": "middle", "y": "4"],
                            group.letter),
                    ]))
        }
        return Lane(title: "milestones", note: nil, plot: plot)
    }

    private static let rowHeight = 20
    private static let mostSigns = 120
    /// Of the width of a telephone.
    private static let signWidth = 0.05
    private static let discWidth = 0.055
    private static let letterShare = 0.022
}

/// The milestones of an arm by letter, those of one sort and instant as one.
struct MilestoneKey {
    let groups: [Group]

    struct Group {
        let letter: String
        let at: Instant
        let words: String
        let trace: Trace
    }

    init(_ course: ArmCourse) {
        var found: [(first: ArmCourse.Milestone, operations: [String])] = []
        for stone in course.milestones {
            let operation = stone.operation.map { [$0.uppercased()] } ?? []
            if let place = found.firstIndex(where: {
                $0.first.kind == stone.kind && $0.first.at == stone.at
            }) {
                found[place].operations += operation
            } else {
                found.append((stone, operation))
            }
        }
        groups = found.prefix(Self.letters.count).enumerated().map { place, group in
            let whose =
                group.operations.isEmpty ? "" : group.operations.joined(separator: " and ") + " "
            return Group(
                letter: String(Self.letters[place]), at: group.first.at,
                words:
                    "\(whose)\(Self.words(group.first.kind)), \(PeopleTime.stamp(group.first.at))",
                trace: group.first.trace)
        }
    }

    var markup: Markup {
        guard !groups.isEmpty else { return .nothing }
        return .tag(
            "ol", ["class": "key"],
            groups.map { group in
                .tag(
                    "li", ["title": TraceWords.text(group.trace)],
                    [.tag("b", [:], group.letter), Markup(group.words)])
            })
    }

    private static func words(_ kind: ArmCourse.Milestone.Kind) -> String {
        switch kind {
        case .symptom: "out of tolerance"
        case .firstSuccess: "answered again"
        case .recovered: "whole again"
        case .injected, .detected, .responded, .reverted: kind.rawValue
        }
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

/// Where something comes from, in words.
enum TraceWords {
    static func text(_ trace: Trace) -> String {
        switch trace {
        case .event(let place): "event \(place)"
        case .window(let place): "window \(place)"
        }
    }
}
