/// What a replica has of a cell, in a number for each of a few parts: equal numbers, equal parts.
struct CellDigest: Equatable, Sendable {
    private let slots: [UInt64]

    static let slotCount = 256

    init(of records: [IndexRecord]) {
        var slots = [UInt64](repeating: 0, count: Self.slotCount)
        for record in records {
            let version = record.entry.version
            let name = CellMap.hash(record.name)
            slots[Self.slot(of: record.name)] ^= Self.mix(
                name ^ Self.mix(version.counter ^ Self.mix(version.nonce)))
        }
        self.slots = slots
    }

    /// Not by the bits that choose the cell, which are the same in all of a cell.
    static func slot(of name: ObjectName) -> Int {
        Int(mix(CellMap.hash(name)) >> 56)
    }

    func differing(from other: CellDigest) -> [Int] {
        slots.indices.filter { slots[$0] != other.slots[$0] }
    }

    /// The finaliser of SplitMix64: every bit of the number moves every bit of the answer.
    private static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

extension CellDigest: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        slots = try reader.list()
        guard slots.count == Self.slotCount else { throw WireReader.Malformed() }
    }

    func write(to writer: inout WireWriter) { writer.write(slots) }
}
