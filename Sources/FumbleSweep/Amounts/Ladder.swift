/// The round values that an amount may be lowered to, from the least one up.
///
/// They do not depend on what was stated, so that lowering an amount that was lowered already looks
/// at the same values and stays where it is.
struct Ladder: Hashable {
    /// Ascending; each ends where the next begins, the last does not end.
    private let flights: [Flight]

    private struct Flight: Hashable {
        let from: Int64
        let step: Int64
    }

    private init(_ flights: [(from: Int64, step: Int64)]) {
        self.flights = flights.map { Flight(from: $0.from, step: $0.step) }
    }

    /// Whole numbers from `least` on.
    static func whole(from least: Int64) -> Ladder { Ladder([(least, 1)]) }

    /// Shares in millionths: hundredths of a percent below 1 %, whole percents from there.
    static let shares = Ladder([(100, 100), (10_000, 10_000)])

    /// Factors in thousandths above 1x: tenths up to 10x, whole ones up to 100x, tens from there.
    static let factors = Ladder([(1_100, 100), (10_000, 1_000), (100_000, 10_000)])

    /// Times in microseconds: milliseconds below a second, seconds below an hour, minutes below a
    /// day, hours below 30 days, days from there.
    static let times = Ladder([
        (0, 1_000), (1_000_000, 1_000_000), (3_600_000_000, 60_000_000),
        (86_400_000_000, 3_600_000_000), (30 * 86_400_000_000, 86_400_000_000),
    ])

    /// How many of the values lie below this one.
    func count(below value: Int64) -> Int {
        var count: Int64 = 0
        for (index, flight) in flights.enumerated() {
            let end = index + 1 < flights.count ? min(flights[index + 1].from, value) : value
            if end > flight.from { count += (end - flight.from - 1) / flight.step + 1 }
        }
        return Int(count)
    }

    /// One of the values, counted from 0.
    subscript(_ rung: Int) -> Int64 {
        var rest = Int64(rung)
        for (index, flight) in flights.enumerated() {
            guard index + 1 < flights.count else { return flight.from + rest * flight.step }
            let length = (flights[index + 1].from - flight.from) / flight.step
            if rest < length { return flight.from + rest * flight.step }
            rest -= length
        }
        return 0
    }
}
