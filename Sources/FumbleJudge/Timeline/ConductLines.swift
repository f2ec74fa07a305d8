import FumbleModel

/// What the run, its people and its alarms did.
struct ConductLines {
    private(set) var lines: [Timeline.Line] = []

    init(of record: ArmRecord) {
        let typedPaths = record.commands.map(\.path)
        for event in record.events {
            guard let (text, weight) = Self.line(for: event.what, typedPaths) else { continue }
            lines.append(Timeline.Line(at: event.at, text: text, weight: weight))
        }
    }

    /// A step that types a line, or a response that does, is told by the line itself.
    private static func line(for what: RunEvent.What, _ typedPaths: [String])
        -> (String, Timeline.Weight)?
    {
        switch what {
        case .phase(let phase): (words(phase), .aside)
        case .step(let path, let actor, let summary):
            typedPaths.contains(path)
                ? nil : ((actor.map { "\($0): " } ?? "") + summary, .detail)
        case .injected(_, let kind, let servers):
            (
                servers > 0
                    ? "\(kind) injected into \(Words.servers(servers))" : "\(kind) injected", .turn
            )
        case .reverted(_, let kind): ("\(kind) reverted", .turn)
        case .alarm(let name, let isRaised, let reading):
            (
                "alarm \(name) \(isRaised ? "raised" : "cleared"): \(reading)",
                isRaised ? .event : .detail
            )
        case .seen(let alarm, let by): ("\(by) sees \(alarm)", .turn)
        case .responded(_, _, let summary): ("response: \(summary)", .turn)
        case .note(let text): (text, .event)
        case .typed, .decided, .applied, .ended, .fleet: nil
        }
    }

    private static func words(_ phase: RunPhase) -> String {
        switch phase {
        case .preflight: "preflight: does the steady state hold?"
        case .method: "the method begins"
        case .recovery: "the method is over, recovery is awaited"
        case .measurement: "measuring"
        case .rollback: "fumble cleans up after itself"
        }
    }
}
