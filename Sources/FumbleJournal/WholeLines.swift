import Glibc
import SystemPackage

/// A file of lines that only grows.
enum WholeLines {
    /// Cuts off the line in the middle of which another process was killed.
    static func cut(_ file: FileDescriptor) throws {
        let size = try file.seek(offset: 0, from: .end)
        var end = size
        var piece = [UInt8](repeating: 0, count: 4_096)
        while end > 0 {
            let start = max(0, end - Int64(piece.count))
            let count = try piece.withUnsafeMutableBytes {
                try file.read(fromAbsoluteOffset: start, into: $0)
            }
            let found = piece.prefix(min(count, Int(end - start)))
            if let last = found.lastIndex(of: UInt8(ascii: "\n")) {
                end = start + Int64(last) + 1
                break
            }
            end = start
        }
        if end < size, ftruncate(file.rawValue, off_t(end)) != 0 { throw Errno(rawValue: errno) }
    }
}
