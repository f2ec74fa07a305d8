/// A way around a guard that its author knows of, and the probe that shows it.
package struct KnownHole: Sendable, Hashable {
    package let probe: ProbeKind
    /// Why the guard does not see it, in one clause.
    package let why: String

    package init(_ probe: ProbeKind, _ why: String) {
        self.probe = probe
        self.why = why
    }

    /// The same of every way to type too large a number: what is blind to numbers is blind to them all.
    package static func ofNumbers(_ why: String) -> [KnownHole] {
        ProbeKind.ofNumbers.map { KnownHole($0, why) }
    }
}

/// What is tried at the boundary of a fleet's guards, whatever they are.
package enum ProbeKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// As many servers as leave the subsystem hit first at its minimum.
    case atTheFloor = "exactly at the floor"
    case oneBelow = "one below the floor"
    /// The line's servers, a few at a time, each a command of its own.
    case inChunks = "in chunks"
    /// The line again and again.
    case repeated
    case twoOperators = "two operators at once"
    /// Each guard answers later than it is waited for.
    case guardSlow = "guard slow"
    case guardDead = "guard dead"
    case guardNonsense = "guard answering nonsense"
    case force = "--force"
    case noTerminal = "not a terminal"
    /// Servers died, and the counts that guards see are from before.
    case staleData = "stale data"
    case deadServers = "servers already dead"

    /// Those that type more than the fleet can do without.
    package static let ofNumbers: [ProbeKind] = [
        .oneBelow, .inChunks, .repeated, .twoOperators, .deadServers,
    ]

    /// The probe whose holes are this one's too: it is the same, typed by nobody, or seen late.
    package var like: ProbeKind? {
        switch self {
        case .noTerminal: .oneBelow
        case .staleData: .deadServers
        default: nil
        }
    }
}
