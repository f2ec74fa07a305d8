import NIOCore

@testable import DepotStore

/// Values that tests need and whose details do not matter.
enum Samples {
    static func facts(_ number: Int, size: Int = 10) -> ObjectFacts {
        ObjectFacts(
            size: size, etag: "e\(number)", checksum: UInt32(number), modified: UInt64(number),
            headers: [.init(name: "content-type", value: "text/plain")],
            location: Location(blob: BlobID(high: 0, low: UInt64(number)), servers: ["s1", "s2"]))
    }

    static func record(_ bucket: String, _ key: String, counter: Int) -> IndexRecord {
        IndexRecord(
            name: ObjectName(bucket: bucket, key: key),
            entry: Entry(
                version: Version(counter: UInt64(counter), nonce: 0), facts: facts(counter)))
    }

    static func deletion(_ bucket: String, _ key: String, counter: Int) -> IndexRecord {
        IndexRecord(
            name: ObjectName(bucket: bucket, key: key),
            entry: Entry(version: Version(counter: UInt64(counter), nonce: 0), facts: nil))
    }

    /// So many records as a log.
    static func log(_ count: Int) -> ByteBuffer {
        var bytes = ByteBuffer()
        for number in 0..<count {
            LogFrame.write(record("bucket", "key-\(number)", counter: number), to: &bytes)
        }
        return bytes
    }
}
