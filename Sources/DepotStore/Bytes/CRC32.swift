/// A cyclic redundancy check over 32 bits, in either of the two polynomials that clients of S3 send.
///
/// Eight bytes a step, by tables ("slicing by 8"): a log is read at the speed of its disk. The values are those of
/// zlib (`iso`, RFC 1952) and of iSCSI (`castagnoli`, RFC 3720).
struct CRC32: Sendable {
    private let tables: [UInt32]

    /// Sliced tables take eight bytes a step.
    private static let slices = 8

    /// The reversed polynomial of Ethernet, gzip and `x-amz-checksum-crc32`.
    static let iso = CRC32(reversedPolynomial: 0xEDB8_8320)
    /// The reversed polynomial of iSCSI and `x-amz-checksum-crc32c`.
    static let castagnoli = CRC32(reversedPolynomial: 0x82F6_3B78)

    private init(reversedPolynomial polynomial: UInt32) {
        var tables = [UInt32](repeating: 0, count: Self.slices * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1 }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        self.tables = tables
    }

    /// The check of all the bytes.
    func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { table in
            var crc = ~UInt32(0)
            var offset = 0
            while offset + Self.slices <= bytes.count {
                let low = crc ^ word(bytes, offset)
                let high = word(bytes, offset + 4)
                crc =
                    table[1792 + Int(low & 0xFF)] ^ table[1536 + Int(low >> 8 & 0xFF)]
                    ^ table[1280 + Int(low >> 16 & 0xFF)] ^ table[1024 + Int(low >> 24)]
                    ^ table[768 + Int(high & 0xFF)] ^ table[512 + Int(high >> 8 & 0xFF)]
                    ^ table[256 + Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
                offset += Self.slices
            }
            while offset < bytes.count {
                crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[offset])) & 0xFF)]
                offset += 1
            }
            return ~crc
        }
    }

    func checksum(of bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { checksum(of: $0) }
    }

    private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}
