/// One part of what a recovery was made of: a time in which people or servers were busy with one thing.
///
/// Servers start in waves, so that a stage may have several spells, and stages may overlap.
package struct RecoveryStage: Sendable, Hashable {
    package let kind: Kind
    /// The subsystem that starts, or the dependent whose queue drains; nil: the whole arm.
    package let of: String?
    /// In order of time, never overlapping; at least one.
    package let spells: [Spell]

    package init(kind: Kind, of: String?, spells: [Spell]) {
        self.kind = kind
        self.of = of
        self.spells = spells
    }

    package struct Spell: Sendable, Hashable {
        package let from: Instant
        package let until: Instant
        /// The end of the run came first.
        package let isCutOff: Bool
        package let begins: Trace
        package let ends: Trace?

        package init(
            from: Instant, until: Instant, isCutOff: Bool = false, begins: Trace, ends: Trace?
        ) {
            self.from = from
            self.until = until
            self.isCutOff = isCutOff
            self.begins = begins
            self.ends = ends
        }
    }

    /// In the order in which a recovery goes.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// From `injected` until the first alarm was seen.
        case detect
        /// From then until the first response.
        case decide
        /// Some servers are in this phase of their start.
        case boot, load, verify, replay, warm
        /// From a dependent's queue being fullest until it is worked off.
        case drain
    }

    /// All spells together.
    package var length: TimeSpan {
        spells.reduce(.zero) { $0 + ($1.until - $1.from) }
    }
}
