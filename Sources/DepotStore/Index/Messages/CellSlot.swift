/// A part of a cell, to be copied.
struct CellSlot: Equatable, Sendable {
    let cell: Int
    let slot: Int
}

extension CellSlot: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        cell = try reader.count()
        slot = try reader.count()
    }

    func write(to writer: inout WireWriter) {
        writer.write(cell)
        writer.write(slot)
    }
}
