internal import FumbleModel

/// An instant of the real world, in whole seconds after the start of 1970 in UTC; no leap seconds.
package struct Moment: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let seconds: Int

    package init(seconds: Int) {
        self.seconds = seconds
    }

    /// Reads `2026-03-01T09:30Z`, with seconds or without, or a day, which begins at midnight.
    ///
    /// - Returns: nil for any other text: a time without `Z` could be anywhere.
    package init?(_ text: String) {
        if let day = CalendarDay(text) {
            self.init(seconds: day.sinceEpoch * Self.secondsOfDay)
            return
        }
        guard text.hasSuffix("Z"), let mark = text.firstIndex(of: "T"),
            let day = CalendarDay(String(text[..<mark]))
        else { return nil }
        let clock = text[text.index(after: mark)...].dropLast()
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.count == 2 ? Int(part) : nil }
        guard numbers.count == parts.count, (2...3).contains(parts.count),
            (0...23).contains(numbers[0]), numbers[1...].allSatisfy({ (0...59).contains($0) })
        else { return nil }
        let seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
        self.init(seconds: day.sinceEpoch * Self.secondsOfDay + seconds)
    }

    static let secondsOfDay = 86_400

    package func adding(seconds: Int) -> Moment { Moment(seconds: self.seconds + seconds) }

    /// `2027-01-05T09:00:00Z`.
    package var description: String {
        let local = LocalMinute(self, offset: 0)
        let second = seconds - CalendarDay.floor(seconds, by: 60) * 60
        return "\(local.day)T\(local.clock):\(TwoDigits.of(second))Z"
    }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}
