import NIOHTTP1

/// What a client of S3 asks for.
enum S3Operation: Equatable, Sendable {
    case listBuckets
    case createBucket(String)
    case headBucket(String)
    case deleteBucket(String)
    case bucketLocation(String)
    case listObjects(String, ListRequest)
    case deleteObjects(String)
    case putObject(ObjectName)
    case copyObject(ObjectName, from: ObjectName)
    case getObject(ObjectName)
    case headObject(ObjectName)
    case deleteObject(ObjectName)

    /// Queries that choose an answer of S3 which this store does not have.
    private static let unsupported = [
        "acl", "attributes", "cors", "encryption", "legal-hold", "lifecycle", "logging",
        "notification", "object-lock", "policy", "publicAccessBlock", "replication",
        "restore", "retention", "select", "tagging", "torrent", "uploadId", "uploads",
        "versioning", "versions", "website",
    ]
    /// Of a write: whoever says one trusts that nothing is overwritten, and writes here know no conditions.
    private static let conditions = ["if-match", "if-none-match"]
    private static let longestKey = 1024

    init(_ request: HTTPRequest) throws(S3Error) {
        guard let path = PercentEncoding.decode(request.path.dropFirst()),
            let query = Query(of: request.target)
        else { throw .invalidURI }
        if query.names.contains(where: Self.unsupported.contains) { throw .notImplemented }
        let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let bucket = String(parts[0])
        let key = parts.count > 1 ? String(parts[1]) : ""
        guard !bucket.isEmpty else {
            guard request.method == .GET else { throw .methodNotAllowed }
            self = .listBuckets
            return
        }
        guard Self.isBucketName(bucket) else { throw .invalidBucketName }
        if key.isEmpty {
            self = try Self.operation(on: bucket, request, query)
        } else if key.utf8.count > Self.longestKey {
            throw .keyTooLong
        } else {
            self = try Self.operation(on: ObjectName(bucket: bucket, key: key), request)
        }
    }

    /// Amazon's rules, and none of the pages that a server has beside its buckets.
    static func isBucketName(_ name: String) -> Bool {
        guard (3...63).contains(name.utf8.count),
            !Subsystem.allCases.contains(where: { $0.rawValue == name }), name != "health"
        else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        } && name.first?.isPunctuation == false && name.last?.isPunctuation == false
    }

    private static func operation(
        on bucket: String, _ request: HTTPRequest, _ query: Query
    ) throws(S3Error) -> S3Operation {
        switch request.method {
        case .GET:
            query["location"] != nil
                ? .bucketLocation(bucket) : .listObjects(bucket, try ListRequest(query))
        case .HEAD: .headBucket(bucket)
        case .PUT: .createBucket(bucket)
        case .DELETE: .deleteBucket(bucket)
        case .POST:
            if query["delete"] != nil { .deleteObjects(bucket) } else { throw .notImplemented }
        default: throw .methodNotAllowed
        }
    }

    private static func operation(
        on name: ObjectName, _ request: HTTPRequest
    ) throws(S3Error) -> S3Operation {
        switch request.method {
        case .GET: return .getObject(name)
        case .HEAD: return .headObject(name)
        case .DELETE: return .deleteObject(name)
        case .PUT:
            guard !conditions.contains(where: request.headers.contains) else {
                throw .notImplemented
            }
            guard let source = request.headers.first(name: "x-amz-copy-source") else {
                return .putObject(name)
            }
            let path = source.hasPrefix("/") ? source.dropFirst() : source[...]
            let parts = PercentEncoding.decode(path)?.split(separator: "/", maxSplits: 1) ?? []
            guard parts.count == 2 else { throw .noSuchKey }
            let origin = ObjectName(bucket: String(parts[0]), key: String(parts[1]))
            return .copyObject(name, from: origin)
        default: throw .methodNotAllowed
        }
    }
}
