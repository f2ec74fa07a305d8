/// Reads the zone files of the system, `/usr/share/zoneinfo`: TZif, RFC 8536, versions 1 to 4.
package enum ZoneFile {
    /// - Returns: nil: it is no such file, or a damaged one.
    package static func read(_ bytes: [UInt8], name: String) -> ZoneRules? {
        var scan = Scan(bytes: bytes)
        guard let first = scan.header() else { return nil }
        guard first.version >= UInt8(ascii: "2") else {
            return scan.rules(first, name: name, wide: false)
        }
        // The first block is for readers that know only 32 bits.
        guard scan.skip(first.length(wide: false)), let second = scan.header() else { return nil }
        return scan.rules(second, name: name, wide: true)
    }

    private struct Header {
        let version: UInt8
        let (utMarks, standardMarks, leaps): (Int, Int, Int)
        let (times, types, letters): (Int, Int, Int)

        func length(wide: Bool) -> Int {
            let word = wide ? 8 : 4
            return times * word + times + types * 6 + letters + leaps * (word + 4) + standardMarks
                + utMarks
        }
    }

    private struct Scan {
        let bytes: [UInt8]
        private(set) var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func skip(_ count: Int) -> Bool {
            guard count >= 0, count <= bytes.count - place else { return false }
            place += count
            return true
        }

        mutating func header() -> Header? {
            let (magic, spare) = ("TZif", 15)
            guard bytes.dropFirst(place).starts(with: magic.utf8), skip(magic.utf8.count),
                place < bytes.count
            else { return nil }
            let version = bytes[place]
            guard skip(1 + spare) else { return nil }
            let counts = (0..<6).compactMap { _ in integer(4) }
            guard counts.count == 6, counts.allSatisfy({ $0 >= 0 }) else { return nil }
            return Header(
                version: version, utMarks: counts[0], standardMarks: counts[1], leaps: counts[2],
                times: counts[3], types: counts[4], letters: counts[5])
        }

        /// A number of so many bytes, the highest first, in two's complement.
        mutating func integer(_ count: Int) -> Int? {
            guard count <= bytes.count - place else { return nil }
            var value: UInt64 = 0
            for byte in bytes[place..<(place + count)] { value = value << 8 | UInt64(byte) }
            place += count
            return count == 4
                ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
        }

        mutating func rules(_ header: Header, name: String, wide: Bool) -> ZoneRules? {
            guard header.length(wide: wide) <= bytes.count - place, header.types > 0 else {
                return nil
            }
            let times = (0..<header.times).compactMap { _ in integer(wide ? 8 : 4) }
            let indices = bytes[place..<(place + header.times)].map(Int.init)
            place += header.times
            var offsets: [Int] = []
            for _ in 0..<header.types {
                guard let offset = integer(4) else { return nil }
                offsets.append(offset)
                place += 2
            }
            guard indices.allSatisfy({ $0 < offsets.count }) else { return nil }
            let changes = zip(times, indices).map { ZoneRules.Change(at: $0, offset: offsets[$1]) }
            let rest = header.letters + header.leaps * (wide ? 12 : 8) + header.standardMarks
            guard skip(rest + header.utMarks) else { return nil }
            let footer = wide ? self.footer() : ""
            guard let footer else { return nil }
            let rule = footer.isEmpty ? nil : PosixZone(footer)
            if !footer.isEmpty, rule == nil { return nil }
            return ZoneRules(name: name, changes: changes, firstOffset: offsets[0], rule: rule)
        }

        /// The text between two line ends; nil: there is none.
        private func footer() -> String? {
            let feed = UInt8(ascii: "\n")
            let rest = bytes[place...]
            guard rest.first == feed, let end = rest.dropFirst().firstIndex(of: feed) else {
                return nil
            }
            return String(decoding: rest[(place + 1)..<end], as: UTF8.self)
        }
    }
}
