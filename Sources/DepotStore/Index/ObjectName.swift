/// What the index keeps facts of: an object in a bucket, or a bucket itself.
struct ObjectName: Hashable, Sendable {
    let bucket: String
    let key: String

    /// Buckets are kept as objects of a bucket that no client can name.
    static let bucketOfBuckets = ""
    /// Where the records of `depot age` are; no client can name it either.
    static let bucketOfAges = ".age"

    static func bucket(_ name: String) -> ObjectName {
        ObjectName(bucket: bucketOfBuckets, key: name)
    }
}

extension ObjectName: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        bucket = try reader.text()
        key = try reader.text()
    }

    func write(to writer: inout WireWriter) {
        writer.write(bucket)
        writer.write(key)
    }
}
