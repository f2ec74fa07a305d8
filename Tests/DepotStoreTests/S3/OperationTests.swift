import NIOCore
import NIOHTTP1
import Testing

@testable import DepotStore

/// A request of a client is understood, or refused with Amazon's code.
@Suite struct OperationTests {
    private func read(
        _ method: HTTPMethod, _ target: String, _ headers: HTTPHeaders = [:]
    ) throws(S3Error) -> S3Operation {
        try S3Operation(
            HTTPRequest(method: method, target: target, headers: headers, body: .init()))
    }

    @Test func objects() throws {
        let name = ObjectName(bucket: "photos", key: "a b/ü+.jpg")
        #expect(try read(.GET, "/photos/a%20b/%C3%BC+.jpg?x-id=GetObject") == .getObject(name))
        #expect(try read(.HEAD, "/photos/a%20b/%c3%bc%2B.jpg") == .headObject(name))
        #expect(try read(.DELETE, "/photos/a%20b/%C3%BC+.jpg") == .deleteObject(name))
        #expect(try read(.PUT, "/photos/a%20b/%C3%BC+.jpg") == .putObject(name))
    }

    @Test func aKeyMayBeginWithASlash() throws {
        #expect(
            try read(.GET, "/photos//a") == .getObject(ObjectName(bucket: "photos", key: "/a")))
    }

    @Test func copies() throws {
        let origin = ObjectName(bucket: "other", key: "x y/z")
        let name = ObjectName(bucket: "photos", key: "k")
        for source in ["/other/x%20y/z", "other/x%20y/z"] {
            let read = try read(.PUT, "/photos/k", ["x-amz-copy-source": source])
            #expect(read == .copyObject(name, from: origin))
        }
    }

    @Test(arguments: ["If-None-Match", "if-match"])
    func aWriteKnowsNoConditions(_ header: String) {
        let error = #expect(throws: S3Error.self) {
            try self.read(.PUT, "/photos/k", [header: "*"])
        }
        #expect(error?.code == "NotImplemented")
        #expect(throws: Never.self) { try self.read(.GET, "/photos/k", [header: "*"]) }
    }

    @Test func buckets() throws {
        #expect(try read(.GET, "/") == .listBuckets)
        #expect(try read(.PUT, "/photos") == .createBucket("photos"))
        #expect(try read(.PUT, "/photos/") == .createBucket("photos"))
        #expect(try read(.HEAD, "/photos") == .headBucket("photos"))
        #expect(try read(.DELETE, "/photos") == .deleteBucket("photos"))
        #expect(try read(.GET, "/photos?location") == .bucketLocation("photos"))
        #expect(try read(.POST, "/photos?delete=") == .deleteObjects("photos"))
    }

    @Test func lists() throws {
        let target = "/photos?list-type=2&prefix=a%2Fb+c&delimiter=%2F&max-keys=7&encoding-type=url"
        guard case .listObjects("photos", let request) = try read(.GET, target) else {
            Issue.record("no list")
            return
        }
        #expect(request.isSecondVersion && request.encodesNames)
        #expect(request.prefix == "a/b c" && request.delimiter == "/" && request.limit == 7)
    }

    @Test func tokensComeBack() throws {
        let token = ListRequest.token(after: "a/ü")
        guard
            case .listObjects(_, let request) = try read(
                .GET, "/photos?list-type=2&start-after=zz&continuation-token=\(token)")
        else { return }
        #expect(request.after == "a/ü")
    }

    @Test(arguments: [
        (HTTPMethod.GET, "/photos/%zz", "InvalidURI"), (.GET, "/photos/%ff", "InvalidURI"),
        (.POST, "/photos/key", "MethodNotAllowed"), (.PUT, "/ab", "InvalidBucketName"),
        (.PUT, "/Photos", "InvalidBucketName"), (.PUT, "/health", "InvalidBucketName"),
        (.PUT, "/billing", "InvalidBucketName"), (.PUT, "/.depot", "InvalidBucketName"),
        (.POST, "/photos/key?uploads", "NotImplemented"),
        (.GET, "/photos?acl", "NotImplemented"), (.GET, "/photos?max-keys=x", "InvalidArgument"),
        (.GET, "/photos?list-type=2&continuation-token=x", "InvalidArgument"),
    ])
    func refusals(_ method: HTTPMethod, _ target: String, code: String) throws {
        let error = #expect(throws: S3Error.self) { try self.read(method, target) }
        #expect(error?.code == code)
    }

    @Test func longKeys() throws {
        let key = String(repeating: "k", count: 1024)
        _ = try read(.GET, "/photos/\(key)")
        let error = #expect(throws: S3Error.self) { try self.read(.GET, "/photos/\(key)k") }
        #expect(error?.code == "KeyTooLongError")
    }
}
