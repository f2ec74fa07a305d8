internal import FumbleDocument
internal import FumbleModel

extension Shape where Value == ByteRate {
    /// Bytes written over a long time: `30 GB per year`, or `1 kB/s`.
    static var logRate: Shape<ByteRate> {
        let description = ScalarDescription(
            "a size per length of time",
            pattern: "^[0-9]+(\\.[0-9]+)? ?(B|[kMGTP]B|[KMGTP]iB)(/s| per (\(units)))$",
            examples: ["30 GB per year", "1 kB/s"])
        return Shape(.scalar(description)) { node, reading in
            guard let scalar = node.scalar, let per = perUnit(scalar.text) else {
                return Shape.byteRate.read(node, &reading)
            }
            let size = Node.scalar(per.size, at: node.span)
            return Shape<ByteCount>.byteCount.read(size, &reading).map {
                ByteRate(bytesPerSecond: Double($0.bytes) / per.unit.seconds)
            }
        }
    }

    private static var units: String { spoken.map(\.word).joined(separator: "|") }

    private static var spoken: [(word: String, length: TimeSpan)] {
        [
            ("year", .years(1)), ("week", .days(7)), ("day", .days(1)), ("hour", .hours(1)),
            ("minute", .minutes(1)), ("second", .seconds(1)),
        ]
    }

    private static func perUnit(_ text: String) -> (size: String, unit: TimeSpan)? {
        for unit in spoken where text.hasSuffix(" per \(unit.word)") {
            return (String(text.dropLast(unit.word.count + " per ".count)), unit.length)
        }
        return nil
    }
}
