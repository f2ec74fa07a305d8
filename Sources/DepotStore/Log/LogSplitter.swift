import NIOCore

/// Cuts the bytes of a log into its records, piece by piece.
struct LogSplitter {
    private var bytes = ByteBuffer()
    /// Where `bytes` begins in the file.
    private var offset = 0
    /// What made it stop before the end.
    private(set) var defect: LogDefect?

    mutating func add(_ piece: ByteBuffer) {
        bytes.discardReadBytes()
        bytes.writeImmutableBuffer(piece)
    }

    /// The next whole record; nil where more bytes are needed, or where there is a defect.
    mutating func next() -> LogFrame? {
        guard defect == nil,
            let header = bytes.peekMultipleIntegers(
                endianness: .little, as: (UInt32, UInt32, UInt32).self)
        else { return nil }
        let (length, lengthCheck, checksum) = header
        guard LogFrame.check(ofLength: length) == lengthCheck, length <= LogFrame.largestPayload
        else {
            defect = .corrupt(at: offset)
            return nil
        }
        let size = LogFrame.headerSize + Int(length)
        guard bytes.readableBytes >= size, var frame = bytes.readSlice(length: size) else {
            return nil
        }
        frame.moveReaderIndex(forwardBy: LogFrame.headerSize)
        defer { offset += size }
        return LogFrame(offset: offset, checksum: checksum, payload: frame)
    }

    /// Says that there are no more bytes: what is left is a record that was cut off.
    mutating func end() {
        if defect == nil, bytes.readableBytes > 0 { defect = .torn(at: offset) }
    }

    /// Takes a record that was cut whole, and is not what was written, for where the log ends.
    mutating func refuse(_ frame: LogFrame) {
        defect = .corrupt(at: frame.offset)
    }
}
