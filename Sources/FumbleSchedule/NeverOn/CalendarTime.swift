internal import FumbleModel

/// `20261225`, `20261225T090000` or `20261225T090000Z`; seconds are cut off.
struct CalendarTime {
    let day: CalendarDay
    let minute: Int?
    let isUTC: Bool

    init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].count == 8, Self.areDigits(parts[0]) else {
            return nil
        }
        let date = parts[0]
        let (year, month) = (date.prefix(4), date.dropFirst(4).prefix(2))
        guard let day = CalendarDay("\(year)-\(month)-\(date.suffix(2))") else { return nil }
        self.day = day
        isUTC = text.hasSuffix("Z")
        guard parts.count == 2 else {
            minute = nil
            return
        }
        let clock = isUTC ? parts[1].dropLast() : parts[1]
        guard clock.count == 6, Self.areDigits(clock), let hour = Int(clock.prefix(2)),
            let minutes = Int(clock.dropFirst(2).prefix(2)), hour < 24, minutes < 60
        else { return nil }
        minute = hour * 60 + minutes
    }

    private static func areDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// `P1DT12H`, in seconds; nil: it is none.
    static func duration(_ text: String) -> Int? {
        guard text.first == "P" else { return nil }
        let units: [(Character, Int)] = [
            ("W", 604_800), ("D", 86_400), ("H", 3_600), ("M", 60), ("S", 1),
        ]
        var (seconds, digits, isTime, next) = (0, "", false, 0)
        for character in text.dropFirst() {
            if character.isNumber, digits.count < 7 {
                digits.append(character)
            } else if character == "T", !isTime, digits.isEmpty {
                isTime = true
                next = max(next, 2)
            } else {
                guard let place = units[next...].firstIndex(where: { $0.0 == character }),
                    isTime == (place >= 2), let number = Int(digits)
                else { return nil }
                seconds += number * units[place].1
                (digits, next) = ("", place + 1)
            }
        }
        return digits.isEmpty && next > 0 ? seconds : nil
    }
}
