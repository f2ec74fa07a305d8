import NIOCore

/// Takes values out of bytes that a server of ours wrote, to its log or to another server.
struct WireReader {
    /// The bytes are not what they should be: cut off, or of another make.
    struct Malformed: Error {}

    private var bytes: ByteBuffer

    init(_ bytes: ByteBuffer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { bytes.readableBytes == 0 }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard let value = bytes.readInteger(as: UInt8.self) else { throw Malformed() }
        return value
    }

    mutating func number() throws(Malformed) -> UInt64 {
        guard let value = bytes.readInteger(endianness: .little, as: UInt64.self) else {
            throw Malformed()
        }
        return value
    }

    mutating func checksum() throws(Malformed) -> UInt32 {
        guard let value = bytes.readInteger(endianness: .little, as: UInt32.self) else {
            throw Malformed()
        }
        return value
    }

    mutating func count() throws(Malformed) -> Int {
        guard let value = Int(exactly: try number()) else { throw Malformed() }
        return value
    }

    mutating func bool() throws(Malformed) -> Bool { try byte() != 0 }

    mutating func text() throws(Malformed) -> String {
        guard let length = bytes.readInteger(endianness: .little, as: UInt32.self),
            let text = bytes.readString(length: Int(length))
        else { throw Malformed() }
        return text
    }

    mutating func value<Value: WireValue>(_: Value.Type = Value.self) throws(Malformed) -> Value {
        try Value(from: &self)
    }

    /// Every element takes a byte at least, so that a count that is not to be trusted reserves nothing.
    mutating func list<Element: WireValue>(
        of _: Element.Type = Element.self
    ) throws(Malformed) -> [Element] {
        let count = try self.count()
        guard count <= bytes.readableBytes else { throw Malformed() }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try Element(from: &self)) }
        return elements
    }

    mutating func optional<Value: WireValue>(
        _: Value.Type = Value.self
    ) throws(Malformed) -> Value? {
        try bool() ? try Value(from: &self) : nil
    }

    /// All that has not been taken.
    mutating func rest() -> ByteBuffer {
        defer { bytes.clear() }
        return bytes
    }
}
