internal import FumbleDocument
internal import FumbleModel

/// Times between intents that belie the rate beside them.
enum ArrivalsOfClients {
    /// A microsecond is the shortest that a file can say, and the rate is no whole number of them.
    private static let tolerance = 0.01

    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for operation in fleet.written.operations {
            guard let arrivals = operation.value.arrivals else { continue }
            let rate = operation.value.rate.value
            let asked = arrivals.value.mean.seconds * rate.perSecond
            if abs(asked - 1) <= tolerance { continue }
            diagnostics.report(
                .conflictingFields, at: arrivals.span,
                "one intent in \(arrivals.value.mean) is not a rate of \(rate)",
                help: rate.perSecond > 0
                    ? "write a mean of \(mean(of: rate)), or another `rate`"
                    : "write the rate that it comes to")
        }
    }

    private static func mean(of rate: Frequency) -> TimeSpan {
        let microseconds = (1_000_000 / rate.perSecond).rounded()
        return TimeSpan(microseconds: Int64(min(microseconds, 1e15)))
    }
}
