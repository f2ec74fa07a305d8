import FumbleModel

/// What the run, its people and its alarms did.
struct ConductLines {
    private(set) var lines: [Timeline.Line] = []
    private let fleet: FleetSpec
    /// Who acts at a step, when it is not the first operator.
    private var actors: [String: String] = [:]
    /// The place of the event that is told of.
    private var place = 0
    /// Of the rollback, which is told of for what was undone, or was not.
    private var isOfRollback: Bool { place >= rollback }
    private let rollback: Int

    init(of record: ArmRecord, fleet: FleetSpec) {
        self.fleet = fleet
        rollback = record.events.count
        let typedPaths = record.commands.map(\.path)
        let injectedPaths = record.events.compactMap { event in
            if case .injected(let path, _, _) = event.what { path } else { nil }
        }
        for (place, event) in record.told {
            self.place = place
            switch event.what {
            case .step(let path, let actor, let summary):
                actors[path] = actor
                // A line or a fault tells of itself.
                guard !typedPaths.contains(path), !injectedPaths.contains(path) else { continue }
                add((actor.map { "\($0): " } ?? "") + summary, event.at, .detail, .deed)
            case .alarm(let name, let isRaised, let reading):
                let seers = isRaised ? seers(of: name, in: record.events[place...]) : []
                tell(alarm: name, isRaised: isRaised, reading, seenBy: seers, event.at)
            case .seen(let alarm, let by):
                guard !isSeenAtOnce(alarm, before: place, in: record.events) else { continue }
                add("\(by) sees \(alarm)", event.at, .turn, .alarm)
            default: tell(event)
            }
        }
    }

    private mutating func tell(_ event: RunEvent) {
        switch event.what {
        case .phase(let phase):
            let begins = phase == .preflight || phase == .method
            add(words(phase), event.at, .aside, begins ? .phaseBegins : .phaseEnds)
        case .injected(let path, let kind, let servers):
            let into = servers > 0 ? " into \(Words.servers(servers))" : ""
            add("\(who(path))\(kind) injected\(into)", event.at, .turn, .deed, isOfFault: true)
        case .reverted(let path, let kind):
            add("\(who(path))\(kind) reverted", event.at, .turn, .deed, isOfFault: true)
        case .responded(_, _, let summary): add("response: \(summary)", event.at, .turn, .deed)
        case .note(let text): add(text, event.at, .event, .deed, isOfFault: isOfRollback)
        case .step, .alarm, .seen, .typed, .decided, .applied, .ended, .fleet, .acted: return
        }
    }

    private func who(_ path: String) -> String { actors[path].map { "\($0): " } ?? "" }

    private mutating func add(
        _ text: String, _ at: Instant, _ weight: Timeline.Weight, _ cause: Timeline.Cause,
        isOfFault: Bool = false
    ) {
        lines.append(
            Timeline.Line(
                at: at, text: text, weight: weight, cause: cause, trace: .event(place),
                isOfFault: isOfFault))
    }

    /// `alarm gets-failing, seen by on-call: goodput of get 47.7%`.
    private mutating func tell(
        alarm name: String, isRaised: Bool, _ reading: String, seenBy seers: [String],
        _ at: Instant
    ) {
        let question = fleet.alarms.first { $0.name == name }.map { $0.probe.question + " " } ?? ""
        let seen = seers.isEmpty ? "" : ", seen by \(Words.list(seers))"
        let text = "alarm \(name)\(isRaised ? seen : " cleared"): \(question)\(reading)"
        add(text, at, isRaised ? (seers.isEmpty ? .event : .turn) : .detail, .alarm)
    }

    /// Who saw an alarm in the instant in which it was raised.
    private func seers(of name: String, in events: ArraySlice<RunEvent>) -> [String] {
        guard let raised = events.first else { return [] }
        return events.prefix { $0.at == raised.at }.compactMap { event in
            if case .seen(name, let by) = event.what { by } else { nil }
        }
    }

    private func isSeenAtOnce(_ alarm: String, before place: Int, in events: [RunEvent]) -> Bool {
        events[..<place].reversed().prefix { $0.at == events[place].at }.contains { event in
            if case .alarm(alarm, true, _) = event.what { true } else { false }
        }
    }

    private func words(_ phase: RunPhase) -> String {
        switch phase {
        case .preflight: "preflight: does the steady state hold?"
        case .method: "the method begins"
        case .recovery: "the method is over, recovery is awaited"
        case .measurement: "measuring"
        case .rollback: "fumble cleans up after itself"
        }
    }
}
