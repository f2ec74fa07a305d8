/// The part of an object that a client asks for, as `Range` says it.
struct ByteRange: Equatable, Sendable {
    let range: Range<Int>

    /// - Returns: nil where all of it is asked for, or in a way that this store does not read (several parts).
    static func read(_ header: String?, size: Int) throws(S3Error) -> ByteRange? {
        guard let header, header.hasPrefix("bytes=") else { return nil }
        let ends = header.dropFirst("bytes=".count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, !(ends[0].isEmpty && ends[1].isEmpty) else { return nil }
        if ends[0].isEmpty {
            guard let length = Int(ends[1]) else { return nil }
            guard length > 0, size > 0 else { throw .invalidRange }
            return ByteRange(range: max(0, size - length)..<size)
        }
        guard let first = Int(ends[0]), let last = ends[1].isEmpty ? size - 1 : Int(ends[1]) else {
            return nil
        }
        guard first < size, first <= last else { throw .invalidRange }
        return ByteRange(range: first..<min(size, last + 1))
    }
}
