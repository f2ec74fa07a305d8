/// When a run was begun, in UTC, as its name says it.
package struct RunMoment: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let day: CalendarDay
    /// `07:41:48`.
    package let clock: String

    /// - Parameter name: a run's name, such as `20261122T074148Z-1`.
    /// - Returns: nil: it is one that somebody gave.
    package init?(runName name: String) {
        let bytes = Array(name.utf8.prefix(Self.length))
        guard bytes.count == Self.length, bytes[8] == UInt8(ascii: "T"),
            bytes[15] == UInt8(ascii: "Z")
        else { return nil }
        let part = { (from: Int, to: Int) in String(decoding: bytes[from..<to], as: UTF8.self) }
        let clock = [part(9, 11), part(11, 13), part(13, 15)]
        guard let day = CalendarDay("\(part(0, 4))-\(part(4, 6))-\(part(6, 8))"),
            zip(clock, [23, 59, 60]).allSatisfy({ Self.isNumber($0, upTo: $1) })
        else { return nil }
        self.day = day
        self.clock = clock.joined(separator: ":")
    }

    /// `2026-11-22 07:41:48`.
    package var description: String { "\(day) \(clock)" }

    /// Seconds since 1970.
    var sinceEpoch: Int64 {
        let parts = clock.split(separator: ":").compactMap { Int64($0) }
        return parts.reduce(0) { $0 * 60 + $1 } + Int64(day.sinceEpoch) * 86_400
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.day, left.clock) < (right.day, right.clock)
    }

    private static func isNumber(_ text: String, upTo most: Int) -> Bool {
        let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isDigits && (Int(text).map { $0 <= most } ?? false)
    }

    /// The bytes of `20261122T074148Z`.
    private static let length = 16
}
