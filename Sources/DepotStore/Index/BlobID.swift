/// The name of one object's bytes on the storage servers; no two writes share one.
struct BlobID: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// The name of its file.
    var text: String { Hexadecimal.text(of: high) + Hexadecimal.text(of: low) }
}

extension BlobID: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        high = try reader.number()
        low = try reader.number()
    }

    func write(to writer: inout WireWriter) {
        writer.write(high)
        writer.write(low)
    }
}
