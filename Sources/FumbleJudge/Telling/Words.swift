import FumbleModel

/// Lengths of time, instants and numbers as people read them in a verdict.
enum Words {
    /// Ten minutes and more are told in whole minutes.
    private static let wholeMinutesFrom = TimeSpan.minutes(10)
    private static let tenthsBelow = TimeSpan.seconds(10)

    /// `40 ms`, `1.5 s`, `3 min 20 s`, `169 min`.
    static func time(_ span: TimeSpan) -> String {
        if span < .zero { return "-" + time(.zero - span) }
        if span == .zero { return "0 s" }
        if span < .milliseconds(1) { return "\(span.microseconds) us" }
        if span < .seconds(1) {
            return "\(rounded(span, to: .millisecond)) ms"
        }
        let seconds = rounded(span, to: .second)
        if span < tenthsBelow {
            return "\(PlainNumber.text((span.seconds * 10).rounded() / 10)) s"
        }
        if seconds < 60 { return "\(seconds) s" }
        if span >= wholeMinutesFrom { return "\(rounded(span, to: .minute)) min" }
        let rest = seconds % 60
        return rest == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(rest) s"
    }

    /// A moment of a run, since its start: `5m 0s`, `2h 54m`.
    static func instant(_ instant: Instant) -> String {
        let seconds = max(0, instant.sinceStart.microseconds) / TimeUnit.second.microseconds
        let minutes = seconds / 60
        return minutes < 60
            ? "\(minutes)m \(seconds % 60)s" : "\(minutes / 60)h \(minutes % 60)m"
    }

    /// `99.9%`, to a hundredth of a percent.
    static func percent(_ share: Double) -> String {
        PlainNumber.text((share * 10_000).rounded() / 100) + "%"
    }

    /// The same, with more digits where it would else read as the limit that it stands beside.
    ///
    /// - Parameter limit: another share; nil: there is none.
    static func percent(_ share: Double, apartFrom limit: Double?) -> String {
        let text = percent(share)
        guard let limit, limit != share, percent(limit) == text else { return text }
        return PlainNumber.text((share * 100_000_000).rounded() / 1_000_000) + "%"
    }

    /// A number to three decimals, without needless ones.
    static func number(_ value: Double) -> String {
        PlainNumber.text((value * 1000).rounded() / 1000)
    }

    static func servers(_ count: Int) -> String { count == 1 ? "1 server" : "\(count) servers" }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func rounded(_ span: TimeSpan, to unit: TimeUnit) -> Int64 {
        (span.microseconds + unit.microseconds / 2) / unit.microseconds
    }
}
