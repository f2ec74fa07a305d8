import NIOCore

/// The bytes of an object as they lie on a disk: a mark, a check, their length, and they themselves.
enum BlobFile {
    /// The file is not what was written.
    struct Damaged: Error {}

    private static let mark: UInt32 = 0x6465_706F
    static let headerSize = 16

    static func header(of bytes: ByteBuffer) -> ByteBuffer {
        let checksum = bytes.withUnsafeReadableBytes { CRC32.iso.checksum(of: $0) }
        var header = ByteBuffer()
        header.writeInteger(mark, endianness: .little)
        header.writeInteger(checksum, endianness: .little)
        header.writeInteger(UInt64(bytes.readableBytes), endianness: .little)
        return header
    }

    static func bytes(of file: ByteBuffer) throws(Damaged) -> ByteBuffer {
        var rest = file
        guard
            let (mark, checksum, length) = rest.readMultipleIntegers(
                endianness: .little, as: (UInt32, UInt32, UInt64).self),
            mark == Self.mark, length == UInt64(rest.readableBytes),
            rest.withUnsafeReadableBytes({ CRC32.iso.checksum(of: $0) }) == checksum
        else { throw Damaged() }
        return rest
    }
}
