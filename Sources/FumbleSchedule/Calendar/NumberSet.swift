/// Some of the whole numbers from 0 to 63: minutes, hours, days of a month, months, weekdays.
package struct NumberSet: Sendable, Hashable {
    private var bits: UInt64 = 0

    package init(_ numbers: some Sequence<Int> = []) {
        for number in numbers { insert(number) }
    }

    package mutating func insert(_ number: Int) {
        precondition((0...63).contains(number), "\(number) is no number from 0 to 63")
        bits |= 1 << UInt64(number)
    }

    package func contains(_ number: Int) -> Bool {
        (0...63).contains(number) && bits & (1 << UInt64(number)) != 0
    }

    package func contains(_ weekday: Weekday) -> Bool { contains(weekday.rawValue) }

    package var isEmpty: Bool { bits == 0 }
    package var count: Int { bits.nonzeroBitCount }

    /// From the smallest.
    package var numbers: [Int] { (0...63).filter(contains) }

    package func union(_ other: NumberSet) -> NumberSet {
        var both = self
        both.bits |= other.bits
        return both
    }

    /// Neighbours together: `1, 2, 3, 7` is `1...3, 7...7`.
    var ranges: [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = ranges.last, last.upperBound == number - 1 {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges
    }
}
