import FumbleModel

/// What the fleet is about to do by itself: on clocks, and about alarms that are raised.
struct Automations: Sendable {
    private let specs: [AutomationSpec]
    /// Turns to come, at most one for each automation.
    private var turns: [Turn]

    private struct Turn: Sendable {
        let spec: Int
        let due: Instant
    }

    init(_ specs: [AutomationSpec]) {
        self.specs = specs
        turns = specs.enumerated().compactMap { place, spec in
            guard case .clock(_, let from, let until) = spec.trigger,
                until.map({ from < $0 }) ?? true
            else { return nil }
            return Turn(spec: place, due: .start + from)
        }
    }

    var nextDue: Instant? { turns.map(\.due).min() }

    /// An alarm was raised.
    mutating func raise(_ alarm: Int, at now: Instant) {
        for (place, spec) in specs.enumerated() {
            guard case .alarm(alarm, let after) = spec.trigger,
                !turns.contains(where: { $0.spec == place })
            else { continue }
            turns.append(Turn(spec: place, due: now + after))
        }
    }

    /// An alarm was cleared: what was waiting to act about it does not.
    mutating func drop(_ alarm: Int) {
        turns.removeAll { turn in
            if case .alarm(alarm, _) = specs[turn.spec].trigger { true } else { false }
        }
    }

    /// - Returns: the automation whose time has come first; its next turn is planned.
    mutating func take(at now: Instant) -> AutomationSpec? {
        guard let due = nextDue, due <= now,
            let place = turns.firstIndex(where: { $0.due == due })
        else { return nil }
        let turn = turns.remove(at: place)
        let spec = specs[turn.spec]
        if case .clock(let every, _, let until) = spec.trigger {
            let next = turn.due + every
            if until.map({ next < .start + $0 }) ?? true {
                turns.append(Turn(spec: turn.spec, due: next))
            }
        }
        return spec
    }
}
