import NIOCore

/// Writes values as bytes, for `WireReader`; whole numbers are little-endian, texts begin with their length.
struct WireWriter {
    private(set) var bytes: ByteBuffer

    init(into bytes: ByteBuffer = ByteBuffer()) {
        self.bytes = bytes
    }

    mutating func write(_ byte: UInt8) { bytes.writeInteger(byte) }

    mutating func write(_ flag: Bool) { bytes.writeInteger(flag ? 1 : 0, as: UInt8.self) }

    mutating func write(_ number: UInt64) { bytes.writeInteger(number, endianness: .little) }

    mutating func write(checksum: UInt32) { bytes.writeInteger(checksum, endianness: .little) }

    mutating func write(_ count: Int) { write(UInt64(count)) }

    mutating func write(_ text: String) {
        bytes.writeInteger(UInt32(text.utf8.count), endianness: .little)
        bytes.writeString(text)
    }

    mutating func write(_ value: some WireValue) { value.write(to: &self) }

    mutating func write(_ elements: [some WireValue]) {
        write(elements.count)
        for element in elements { element.write(to: &self) }
    }

    mutating func write(_ value: (some WireValue)?) {
        write(value != nil)
        if let value { value.write(to: &self) }
    }

    mutating func write(rest: ByteBuffer) { bytes.writeImmutableBuffer(rest) }
}
