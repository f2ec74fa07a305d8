import NIOCore

/// A value that goes to another server, or into a log, as bytes.
protocol WireValue: Sendable {
    init(from reader: inout WireReader) throws(WireReader.Malformed)
    func write(to writer: inout WireWriter)
}

extension WireValue {
    /// Reads one value that takes all the bytes.
    init(wire bytes: ByteBuffer) throws(WireReader.Malformed) {
        var reader = WireReader(bytes)
        self = try Self(from: &reader)
        guard reader.isAtEnd else { throw WireReader.Malformed() }
    }

    var wire: ByteBuffer {
        var writer = WireWriter()
        write(to: &writer)
        return writer.bytes
    }
}

extension String: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) { self = try reader.text() }

    func write(to writer: inout WireWriter) { writer.write(self) }
}

extension Int: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) { self = try reader.count() }

    func write(to writer: inout WireWriter) { writer.write(UInt64(self)) }
}

extension UInt64: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) { self = try reader.number() }

    func write(to writer: inout WireWriter) { writer.write(self) }
}
