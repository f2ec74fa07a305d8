/// Asks where a new object may go.
struct AllocateQuestion: Equatable, Sendable {
    let size: Int
    /// Storage servers that have just refused.
    let avoiding: [String]
}

extension AllocateQuestion: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        size = try reader.count()
        avoiding = try reader.list()
    }

    func write(to writer: inout WireWriter) {
        writer.write(size)
        writer.write(avoiding)
    }
}
