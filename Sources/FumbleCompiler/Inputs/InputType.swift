internal import FumbleDocument
internal import FumbleModel

/// What an input may be, so that a wrong `--set` is refused where it is given.
enum InputType: String, CaseIterable, Sendable {
    case servers, amount, count, items, duration, age, share, rate, factor, size, speed, pace, name,
        text
    case logRate = "log-rate"

    /// Reads a value of this type, and gives what a range compares; nil after reporting a mistake.
    func measure(_ node: Node, _ reading: inout Reading) -> Measure? {
        switch self {
        case .servers: Shape<Int>.servers.read(node, &reading).map { .number(Double($0)) }
        case .amount: Shape<ServerAmount>.serverAmount().read(node, &reading).map(Self.measure)
        case .count:
            Shape<Int>.integer(in: 0...Self.mostCounted).read(node, &reading).map {
                .number(Double($0))
            }
        case .items:
            Shape<Int64>.itemCount(of: "objects").read(node, &reading).map { .number(Double($0)) }
        case .speed:
            Shape<ByteRate>.byteRate.read(node, &reading).map { .number($0.bytesPerSecond) }
        case .logRate:
            Shape<ByteRate>.logRate.read(node, &reading).map { .number($0.bytesPerSecond) }
        case .duration:
            Shape<TimeSpan>.duration.read(node, &reading).map { .number(Double($0.microseconds)) }
        case .age: Shape<TimeSpan>.age.read(node, &reading).map { .number(Double($0.microseconds)) }
        case .share:
            Shape<Share>.share.read(node, &reading).map { .number(Double($0.partsPerMillion)) }
        case .rate: Shape<Frequency>.frequency.read(node, &reading).map { .number($0.perSecond) }
        case .factor: Shape<Double>.factor.read(node, &reading).map { .number($0) }
        case .size:
            Shape<ByteCount>.byteCount.read(node, &reading).map { .number(Double($0.bytes)) }
        case .pace:
            Shape<Pace>.pace.read(node, &reading).map {
                .number(Double($0.servers) / $0.per.seconds)
            }
        case .name: Shape<String>.name.read(node, &reading).map { _ in .word }
        case .text: Shape<String>.text.read(node, &reading).map { _ in .word }
        }
    }

    /// What two values of one type are compared by; words are not.
    enum Measure: Sendable {
        case number(Double)
        case word
    }

    /// Some value of this type.
    var sample: String {
        switch self {
        case .servers, .amount, .count: "1"
        case .duration: "5m"
        case .age: "1y"
        case .share: "50%"
        case .rate: "1/s"
        case .factor: "1x"
        case .size: "1 MB"
        case .speed: "1 MB/s"
        case .items: "1M objects"
        case .logRate: "1 GB per year"
        case .pace: "2 per 5m"
        case .name, .text: "sample"
        }
    }

    private static let mostCounted = 1_000_000_000

    private static func measure(_ amount: ServerAmount) -> Measure {
        switch amount {
        case .count(let count): .number(Double(count))
        case .share(let share): .number(share.fraction)
        }
    }
}
