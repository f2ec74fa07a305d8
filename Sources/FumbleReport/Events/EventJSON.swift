package import FumbleModel

/// One event of a run as JSON, in the schema `fumble.event/1`; keys are only ever added.
///
/// `what` names it, and says which other keys there are; times are in seconds, instants since the start
/// of the run.
package struct EventJSON {
    private let event: RunEvent
    private let names: FleetNames

    package init(_ event: RunEvent, names: FleetNames) {
        self.event = event
        self.names = names
    }

    package var value: JSONValue {
        let (what, members) = parts
        return .object([("at_s", .seconds(event.at)), ("what", .string(what))] + members)
    }

    private typealias Members = [(String, JSONValue)]

    private var parts: (String, Members) {
        switch event.what {
        case .phase(let phase): ("phase", [("phase", .string(phase.rawValue))])
        case .step(let path, let actor, let summary):
            (
                "step",
                [("path", .string(path)), ("by", .text(actor)), ("summary", .string(summary))]
            )
        case .injected(let path, let kind, let servers):
            (
                "injected",
                [("path", .string(path)), ("kind", .string(kind)), ("servers", .int(servers))]
            )
        case .reverted(let path, let kind):
            ("reverted", [("path", .string(path)), ("kind", .string(kind))])
        case .typed(let command, let path, let line, let window, let resolved):
            (
                "typed",
                [
                    ("command", .int(command)), ("path", .string(path)), ("line", .string(line)),
                    ("from", .text(window)),
                ] + members(of: resolved)
            )
        case .decided(let answer): ("decided", members(of: answer))
        case .applied(let command, let servers, let bySubsystem):
            (
                "applied",
                [
                    ("command", .int(command)), ("servers", .int(servers)),
                    ("by_subsystem", counts(bySubsystem)),
                ]
            )
        case .ended(let command, let servers, let how):
            (
                "ended",
                [
                    ("command", .int(command)), ("servers", .int(servers)),
                    ("how", .string(ReportWords.ending(how))),
                ]
            )
        case .alarm(let name, let isRaised, let reading):
            (
                "alarm",
                [
                    ("name", .string(name)), ("raised", .bool(isRaised)),
                    ("reading", .string(reading)),
                ]
            )
        case .seen(let alarm, let by):
            ("seen", [("alarm", .string(alarm)), ("by", .string(by))])
        case .responded(let path, let alarm, let summary):
            (
                "responded",
                [
                    ("path", .string(path)), ("alarm", .string(alarm)),
                    ("summary", .string(summary)),
                ]
            )
        case .fleet(let what): FleetEventJSON(what, names: names).parts
        case .acted(let late): ("acted", [("late", ClientsJSON.spread(late))])
        case .note(let text): ("note", [("text", .string(text))])
        }
    }

    private func members(of resolved: RunEvent.Resolved) -> Members {
        switch resolved {
        case .servers(let count, let bySubsystem):
            [("servers", .int(count)), ("by_subsystem", counts(bySubsystem))]
        case .deed(let summary): [("deed", .string(summary))]
        case .elsewhere(let environment): [("elsewhere", .string(environment))]
        case .notUnderstood(let reason): [("not_understood", .string(reason))]
        }
    }

    private func members(of answer: GuardAnswer) -> Members {
        let (verdict, more): (String, Members) =
            switch answer.decision {
            case .allow: ("allow", [])
            case .clamp(let limit, let reason):
                ("clamp", [("to", .int(limit)), ("reason", .string(reason))])
            case .hold(let until, let reason):
                ("hold", [("until_s", .seconds(until)), ("reason", .string(reason))])
            case .refuse(let reason): ("refuse", [("reason", .string(reason))])
            case .warn(let reason): ("warn", [("reason", .string(reason))])
            }
        return [
            ("command", .int(answer.command)), ("guard", .string(answer.name)),
            ("stage", .string(answer.stage.rawValue)), ("servers", .int(answer.asked)),
            ("decision", .string(verdict)),
        ] + more + [("decided_in_s", .seconds(answer.decidedIn))]
    }

    /// By the subsystem's name; those that are not touched are left out.
    private func counts(_ bySubsystem: [Int]) -> JSONValue {
        .object(
            bySubsystem.enumerated().filter { $0.element != 0 }.map { place, count in
                (names[SubsystemID(place)], .int(count))
            })
    }
}
