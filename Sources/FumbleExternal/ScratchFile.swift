import Glibc
import SystemPackage

/// A file of one's own that nobody else can find.
struct ScratchFile {
    let descriptor: FileDescriptor

    init() throws {
        var template = Array("/tmp/fumble-guard-XXXXXX".utf8CString)
        let opened = mkstemp(&template)
        guard opened >= 0 else { throw Errno(rawValue: errno) }
        unlink(&template)
        descriptor = FileDescriptor(rawValue: opened)
    }

    func fill(_ text: String) throws {
        try descriptor.writeAll(text.utf8)
        _ = try descriptor.seek(offset: 0, from: .start)
    }

    /// All that was written into it, on one line.
    func text(atMost most: Int) throws -> String {
        OneLine.of(try bytes(atMost: most))
    }

    /// The first of what was written into it.
    func bytes(atMost most: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: most)
        let count = try bytes.withUnsafeMutableBytes {
            try descriptor.read(fromAbsoluteOffset: 0, into: $0)
        }
        return Array(bytes.prefix(count))
    }

    func close() { try? descriptor.close() }
}
