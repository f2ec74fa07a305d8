package import FumbleModel

/// One number of a start, as a run measured it.
package struct RestartFit: Sendable, Hashable {
    package let phase: StartPhase
    /// How long one server was in it.
    package let measured: LengthSample
    package let value: Value
    /// What the fleet's file says; nil: nothing.
    package let declared: Value?
    /// Phases that are in it because the file has no number for them.
    package let includes: [StartPhase]

    package enum Value: Sendable, Hashable {
        case time(TimeSpan)
        case bytes(ByteRate)
        case objects(Frequency)
    }

    /// What is shown of a rate: a millionth is far below what any run measures.
    private static let digits = 6
    /// One object in a thousand seconds; less is not read back from a file.
    private static let leastRate = 0.001

    /// The numbers of a subsystem's starts; empty: no server of it started.
    ///
    /// Of the rates, the amount is what one server holds by the file: `copies / capacity` of the
    /// state, and the log of so long as it ran. What took time and has no amount is warming up; what
    /// took none is left as it is.
    ///
    /// - Parameters:
    ///   - lengths: by phase.
    ///   - age: how long servers had run when they were started again, as a mean.
    static func fits(
        of subsystem: SubsystemSpec, capacity: Int, lengths: [[TimeSpan]], age: TimeSpan
    ) -> [RestartFit] {
        let restart = subsystem.restart
        let part = Double(subsystem.copies) / Double(max(capacity, 1))
        let state = subsystem.state
        let log = (state?.log?.bytesPerSecond ?? 0) * age.seconds * part
        let samples = zip(StartPhase.allCases, lengths).map { ($0, LengthSample(of: $1)) }
        var fits: [RestartFit] = []
        var warm: LengthSample?
        var included: [StartPhase] = []
        for case (let phase, let measured?) in samples
        where measured.mean > .zero || phase == .boot {
            let value: Value? =
                switch phase {
                case .boot: .time(measured.mean)
                case .load: bytes(Double(state?.size.bytes ?? 0) * part, in: measured.mean)
                case .verify: objects(Double(state?.objects ?? 0) * part, in: measured.mean)
                case .replay: bytes(log, in: measured.mean)
                case .warm: nil
                }
            if let value {
                fits.append(
                    RestartFit(
                        phase: phase, measured: measured, value: value,
                        declared: declared(phase, restart), includes: []))
            } else {
                warm = warm.map { $0 + measured } ?? measured
                if phase != .warm { included.append(phase) }
            }
        }
        if let warm {
            fits.append(
                RestartFit(
                    phase: .warm, measured: warm, value: .time(warm.mean),
                    declared: declared(.warm, restart), includes: included))
        }
        return fits
    }

    private static func declared(_ phase: StartPhase, _ restart: RestartSpec) -> Value? {
        switch phase {
        case .boot: .time(restart.boot)
        case .load: restart.load.map { .bytes($0) }
        case .verify: restart.verify.map { .objects($0) }
        case .replay: restart.replay.map { .bytes($0) }
        case .warm: .time(restart.warm)
        }
    }

    /// nil where there is nothing to take time, or it took none.
    private static func bytes(_ amount: Double, in span: TimeSpan) -> Value? {
        guard amount > 0, span > .zero else { return nil }
        let rate = amount / span.seconds
        return rate < 1 ? nil : .bytes(ByteRate(bytesPerSecond: rate.rounded()))
    }

    private static func objects(_ amount: Double, in span: TimeSpan) -> Value? {
        guard amount > 0, span > .zero else { return nil }
        let rate = rounded(amount / span.seconds)
        return rate < leastRate ? nil : .objects(Frequency(perSecond: rate))
    }

    private static func rounded(_ value: Double) -> Double {
        var scale = 1.0
        for _ in 0..<digits where value * scale < 100_000 { scale *= 10 }
        return (value * scale).rounded() / scale
    }
}
