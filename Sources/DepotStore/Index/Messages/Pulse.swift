/// What an index server says of itself to those that share a cell with it.
struct Pulse: Equatable, Sendable {
    /// It has checked its log, and the log has all that it ever acknowledged.
    var isWhole: Bool
    /// It has checked its log, and there is nothing in it.
    var isEmpty: Bool
    /// The cells that it answers clients for.
    var serving: [Int]
    /// The cells that it stopped, until it is started again.
    var stopped: [Int]
}

extension Pulse: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        isWhole = try reader.bool()
        isEmpty = try reader.bool()
        serving = try reader.list()
        stopped = try reader.list()
    }

    func write(to writer: inout WireWriter) {
        writer.write(isWhole)
        writer.write(isEmpty)
        writer.write(serving)
        writer.write(stopped)
    }
}
