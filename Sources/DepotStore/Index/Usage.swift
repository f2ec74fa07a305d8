/// How much there is of something.
struct Usage: Equatable, Sendable {
    private(set) var objects = 0
    private(set) var bytes = 0

    mutating func add(_ facts: ObjectFacts) {
        objects += 1
        bytes += facts.size
    }

    mutating func remove(_ facts: ObjectFacts) {
        objects -= 1
        bytes -= facts.size
    }

    static func + (left: Usage, right: Usage) -> Usage {
        var sum = left
        sum.objects += right.objects
        sum.bytes += right.bytes
        return sum
    }
}

extension Usage: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        objects = try reader.count()
        bytes = try reader.count()
    }

    func write(to writer: inout WireWriter) {
        writer.write(objects)
        writer.write(bytes)
    }
}
