/// Which of two writes of a name is the later one.
///
/// The counter begins near the writer's clock, in microseconds, but is never trusted to be a time: a replica refuses
/// what is not above what it has, and says how high that is. The nonce keeps two writers apart that took one number.
struct Version: Hashable, Comparable, Sendable {
    let counter: UInt64
    let nonce: UInt64

    static func < (left: Version, right: Version) -> Bool {
        (left.counter, left.nonce) < (right.counter, right.nonce)
    }
}

extension Version: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        counter = try reader.number()
        nonce = try reader.number()
    }

    func write(to writer: inout WireWriter) {
        writer.write(counter)
        writer.write(nonce)
    }
}
