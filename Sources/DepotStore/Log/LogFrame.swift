import NIOCore

/// One record as it lies in a log: its length, a check of the length, a check of the bytes, and the bytes.
///
/// The length has its own check because all after it depends on it: a record that is cut off was being written when
/// the server was killed and was never acknowledged; a record that is whole and wrong is damage.
struct LogFrame: Sendable {
    /// Where it begins in the file.
    let offset: Int
    let checksum: UInt32
    let payload: ByteBuffer

    static let headerSize = 12
    /// Longer than any record of ours: names have 1,024 bytes at most, headers 8 KiB.
    static let largestPayload = 1 << 20

    var size: Int { Self.headerSize + payload.readableBytes }

    /// Whether the bytes are those that were written.
    var isIntact: Bool { Self.checksum(of: payload) == checksum }

    static func write(_ record: IndexRecord, to bytes: inout ByteBuffer) {
        let payload = record.wire
        let length = UInt32(payload.readableBytes)
        bytes.writeInteger(length, endianness: .little)
        bytes.writeInteger(check(ofLength: length), endianness: .little)
        bytes.writeInteger(checksum(of: payload), endianness: .little)
        bytes.writeImmutableBuffer(payload)
    }

    static func check(ofLength length: UInt32) -> UInt32 {
        withUnsafeBytes(of: length.littleEndian) { CRC32.iso.checksum(of: $0) }
    }

    private static func checksum(of payload: ByteBuffer) -> UInt32 {
        payload.withUnsafeReadableBytes { CRC32.iso.checksum(of: $0) }
    }
}
