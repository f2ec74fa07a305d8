/// How many answers there were in the last so many microseconds, counted in slices of that time.
struct AnswerTail: Sendable {
    private let slice: Int64
    /// Answers of the latest slices, the one of number n at n modulo their count.
    private var counts: [Int64]
    private var latest: Int64 = 0

    /// The error is at most one part in so many of what was asked for.
    private static let slices = 256

    init(span: Int64) {
        slice = max(span / Int64(Self.slices), 1)
        counts = [Int64](repeating: 0, count: Self.slices + 1)
    }

    mutating func add(at now: Int64) {
        goOn(to: now / slice)
        counts[Int(latest % Int64(counts.count))] += 1
    }

    /// Answers after an instant, that one's slice left out unless it begins there.
    func count(since start: Int64) -> Int64 {
        let first = max((max(start, 0) + slice - 1) / slice, latest - Int64(counts.count) + 1)
        guard first <= latest else { return 0 }
        return (max(first, 0)...latest).reduce(0) { $0 + counts[Int($1 % Int64(counts.count))] }
    }

    private mutating func goOn(to number: Int64) {
        guard number > latest else { return }
        let from = max(latest + 1, number - Int64(counts.count) + 1)
        for passed in from...number { counts[Int(passed % Int64(counts.count))] = 0 }
        latest = number
    }
}
