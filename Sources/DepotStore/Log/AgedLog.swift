import NIOCore
package import SystemPackage

/// Makes the log of a server that does not run as long as if it had not been restarted for years.
///
/// The records are true ones, of objects that were written, overwritten and deleted long ago in a bucket that no
/// client can name: the server reads, checks and applies every one of them. No other server copies them, and the next
/// full restart leaves them out.
package struct AgedLog {
    private let files: IndexDisk

    /// So many names take turns.
    private static let names = 1024
    private static let recordsPerWrite = 4096
    private static let piece = 1 << 20

    /// - Parameter data: the server's own folder.
    package init(data: FilePath) {
        files = IndexDisk(folder: data.appending("index"), quota: Quota(of: data))
    }

    /// Adds so many records.
    ///
    /// - Returns: the bytes of the log after that.
    package func add(_ records: Int) throws -> Int {
        try files.makeFolder()
        let lock = try files.lock()
        return try lock.closeAfter {
            let file = try files.openLog()
            return try file.closeAfter {
                let (count, old) = try Self.length(of: file)
                var end = old
                for first in stride(from: 0, to: records, by: Self.recordsPerWrite) {
                    let last = min(records, first + Self.recordsPerWrite)
                    var bytes = ByteBuffer()
                    for record in Self.records(count + first..<count + last) {
                        LogFrame.write(record, to: &bytes)
                    }
                    try files.quota.add(bytes.readableBytes) {
                        try bytes.withUnsafeReadableBytes {
                            _ = try file.writeAll(toAbsoluteOffset: Int64(end), $0)
                        }
                    }
                    end += bytes.readableBytes
                }
                return end
            }
        }
    }

    /// The records that the log has, and where they end: a torn end is written over.
    private static func length(of file: OpenFile) throws -> (records: Int, bytes: Int) {
        var splitter = LogSplitter()
        var (position, records, end) = (0, 0, 0)
        while true {
            var bytes = ByteBuffer()
            let count = try bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: piece) {
                try file.read(fromAbsoluteOffset: Int64(position), into: $0)
            }
            if count == 0 { break }
            position += count
            splitter.add(bytes)
            while let frame = splitter.next() {
                records += 1
                end = frame.offset + frame.size
            }
            if let defect = splitter.defect { throw IndexFailure.corrupt(offset: defect.offset) }
        }
        return (records, end)
    }

    /// The records with these numbers.
    static func records(_ numbers: Range<Int>) -> [IndexRecord] { numbers.map { record($0) } }

    /// Written, written again, deleted, in turn.
    private static func record(_ number: Int) -> IndexRecord {
        let name = ObjectName(bucket: ObjectName.bucketOfAges, key: "object-\(number % names)")
        let version = Version(counter: UInt64(number) + 1, nonce: 0)
        guard number / names % 3 != 2 else {
            return IndexRecord(name: name, entry: Entry(version: version, facts: nil))
        }
        let blob = BlobID(high: 0, low: UInt64(number))
        let facts = ObjectFacts(
            size: number % 65_536, etag: blob.text, modified: UInt64(number),
            headers: [.init(name: "content-type", value: "binary/octet-stream")],
            location: Location(blob: blob, servers: ["long-ago-1", "long-ago-2"]))
        return IndexRecord(name: name, entry: Entry(version: version, facts: facts))
    }
}
