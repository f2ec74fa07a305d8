internal import FumbleModel
internal import NIOCore

/// The bytes of one write, which tell it from every other.
///
/// A line with the seed, the key and the version, and then numbers drawn from a stream of that name;
/// where there is no room for the line, the numbers alone.
struct KnownContent {
    let seed: UInt64

    func bytes(key: String, version: Int, size: Int) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(size + MemoryLayout<UInt64>.size)
        let line = "fumble \(seed) \(key) \(version)\n"
        if line.utf8.count <= size { buffer.writeString(line) }
        var stream = RandomStream(seed: seed, name: line)
        while buffer.readableBytes < size { buffer.writeInteger(stream.next()) }
        return buffer.readSlice(length: size) ?? buffer
    }

    /// The version of the write that put these bytes at `key`; nil: none did, or there was no room
    /// for its line.
    func version(of bytes: ByteBuffer, key: String, size: Int) -> Int? {
        let line = bytes.readableBytesView.prefix { $0 != UInt8(ascii: "\n") }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard let version = words.last.flatMap({ Int($0) }),
            bytes == self.bytes(key: key, version: version, size: size)
        else { return nil }
        return version
    }
}
