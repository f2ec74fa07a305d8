/// A moment of a run, in whole microseconds since its start; before the start it is negative.
package struct Instant: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static let start = Instant(microseconds: 0)

    /// How long after the start of the run.
    package var sinceStart: TimeSpan { TimeSpan(microseconds: microseconds) }

    package static func + (instant: Instant, span: TimeSpan) -> Instant {
        Instant(microseconds: instant.microseconds + span.microseconds)
    }

    package static func - (instant: Instant, span: TimeSpan) -> Instant {
        Instant(microseconds: instant.microseconds - span.microseconds)
    }

    package static func - (later: Instant, earlier: Instant) -> TimeSpan {
        TimeSpan(microseconds: later.microseconds - earlier.microseconds)
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Instant: CustomStringConvertible {
    /// The time since the start, as a length is written: `5m`.
    package var description: String { sinceStart.description }
}
