import NIOCore
import NIOHTTP1

/// What a client of S3 is told when it does not get what it asked for; the codes are Amazon's.
struct S3Error: Error, Equatable, Sendable {
    let code: String
    let status: HTTPResponseStatus
    let message: String

    static let invalidURI = S3Error("InvalidURI", .badRequest, "The path cannot be read.")
    static let badDigest = S3Error(
        "BadDigest", .badRequest, "The checksum that was sent is not that of the body.")
    static let bucketNotEmpty = S3Error(
        "BucketNotEmpty", .conflict, "The bucket has objects in it.")
    static let entityTooLarge = S3Error(
        "EntityTooLarge", .payloadTooLarge, "The object is larger than this store keeps.")
    static let incompleteBody = S3Error(
        "IncompleteBody", .badRequest, "The body is not as its headers say.")
    static let invalidBucketName = S3Error(
        "InvalidBucketName", .badRequest, "A bucket cannot have that name.")
    static let invalidRange = S3Error(
        "InvalidRange", .rangeNotSatisfiable, "The object does not reach so far.")
    static let keyTooLong = S3Error(
        "KeyTooLongError", .badRequest, "A key has 1024 bytes at most.")
    static let malformedXML = S3Error("MalformedXML", .badRequest, "The XML cannot be read.")
    static let methodNotAllowed = S3Error(
        "MethodNotAllowed", .methodNotAllowed, "That cannot be done here.")
    static let noSuchBucket = S3Error("NoSuchBucket", .notFound, "There is no such bucket.")
    static let noSuchKey = S3Error("NoSuchKey", .notFound, "There is no such object.")
    static let notImplemented = S3Error(
        "NotImplemented", .notImplemented, "This store does not do that.")

    static func invalidArgument(_ name: String) -> S3Error {
        S3Error("InvalidArgument", .badRequest, "`\(name)` cannot be read.")
    }

    /// The store cannot do it now; clients try again.
    static func unavailable(_ reason: String) -> S3Error {
        S3Error("ServiceUnavailable", .serviceUnavailable, reason)
    }

    /// The bytes are lost, or as good as.
    static func internalError(_ reason: String) -> S3Error {
        S3Error("InternalError", .internalServerError, reason)
    }

    private init(_ code: String, _ status: HTTPResponseStatus, _ message: String) {
        self.code = code
        self.status = status
        self.message = message
    }

    func answer(resource: String) -> HTTPAnswer {
        var xml = XMLText()
        xml.element("Error") { xml in
            xml.element("Code", code)
            xml.element("Message", message)
            xml.element("Resource", resource)
        }
        return xml.answer(status: status)
    }
}
