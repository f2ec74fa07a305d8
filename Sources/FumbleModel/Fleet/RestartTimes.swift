/// How long each phase of one server's start takes, when nobody else starts.
///
/// Every server that carries a subsystem holds `copies / capacity` of its state. Loading reads that,
/// verifying checks each object of it, and replaying works through the log written since the server
/// last started: `boot + state / load rate + objects / verify rate + log / replay rate + warm`.
package struct RestartTimes: Sendable, Hashable {
    package let boot: TimeSpan
    package let load: TimeSpan
    package let verify: TimeSpan
    package let replay: TimeSpan
    package let warm: TimeSpan

    /// - Parameters:
    ///   - capacity: servers that carry the subsystem; at least 1.
    ///   - age: time since the server last started.
    package init(of subsystem: SubsystemSpec, capacity: Int, age: TimeSpan) {
        let restart = subsystem.restart
        let part = Double(subsystem.copies) / Double(max(capacity, 1))
        boot = restart.boot
        warm = restart.warm
        guard let state = subsystem.state else {
            load = .zero
            verify = .zero
            replay = .zero
            return
        }
        load = Self.time(Double(state.size.bytes) * part, at: restart.load?.bytesPerSecond)
        verify = Self.time(Double(state.objects) * part, at: restart.verify?.perSecond)
        let written = (state.log?.bytesPerSecond ?? 0) * age.seconds
        replay = Self.time(written * part, at: restart.replay?.bytesPerSecond)
    }

    package var total: TimeSpan { boot + load + verify + replay + warm }

    package subscript(phase: StartPhase) -> TimeSpan {
        switch phase {
        case .boot: boot
        case .load: load
        case .verify: verify
        case .replay: replay
        case .warm: warm
        }
    }

    /// The longest phase that can be said: a thousand years.
    private static let longest = TimeSpan.years(1_000)

    private static func time(_ amount: Double, at rate: Double?) -> TimeSpan {
        guard let rate, rate > 0, amount > 0 else { return .zero }
        let microseconds = (amount / rate * 1_000_000).rounded()
        guard microseconds < Double(longest.microseconds) else { return longest }
        return TimeSpan(microseconds: Int64(microseconds))
    }
}
