import NIOCore
import NIOHTTP1

/// The bytes of an object that is being put, with what was promised of them checked.
struct ObjectUpload {
    let bytes: ByteBuffer
    let etag: String
    let checksum: UInt32
    /// Given back with the object, as they came.
    let headers: [ObjectFacts.Header]

    /// Headers that belong to an object, besides those of its maker's own (`x-amz-meta-`).
    private static let kept = [
        "content-type", "cache-control", "content-disposition", "content-language", "expires",
    ]

    init(_ request: HTTPRequest) throws(S3Error) {
        let headers = request.headers
        var body = request.body
        var trailers: [String: String] = [:]
        if ChunkedBody.isUsed(by: headers) {
            let chunked = try ChunkedBody(decoding: body)
            (body, trailers) = (chunked.bytes, chunked.trailers)
            if let length = headers.first(name: "x-amz-decoded-content-length"),
                Int(length) != body.readableBytes
            {
                throw .incompleteBody
            }
        }
        let digest = body.withUnsafeReadableBytes { MD5.digest(of: $0) }
        let checksum = body.withUnsafeReadableBytes { CRC32.iso.checksum(of: $0) }
        func promised(_ name: String) -> String? { trailers[name] ?? headers.first(name: name) }
        if let sent = promised("content-md5"), sent != Base64.text(of: digest) { throw .badDigest }
        if let sent = promised("x-amz-checksum-crc32"), sent != Base64.text(of: checksum) {
            throw .badDigest
        }
        if let sent = promised("x-amz-checksum-crc32c") {
            let other = body.withUnsafeReadableBytes { CRC32.castagnoli.checksum(of: $0) }
            if sent != Base64.text(of: other) { throw .badDigest }
        }
        bytes = body
        etag = Hexadecimal.text(of: digest)
        self.checksum = checksum
        self.headers = Self.headers(of: headers)
    }

    /// The same object once more.
    init(copyOf facts: ObjectFacts, bytes: ByteBuffer) {
        self.bytes = bytes
        etag = facts.etag
        checksum = facts.checksum
        headers = facts.headers
    }

    /// In lower case: clients expect names of their own to come back so.
    private static func headers(of headers: HTTPHeaders) -> [ObjectFacts.Header] {
        var found: [ObjectFacts.Header] = []
        for (name, value) in headers {
            let name = name.lowercased()
            guard kept.contains(name) || name.hasPrefix("x-amz-meta-") else { continue }
            found.append(ObjectFacts.Header(name: name, value: value))
        }
        // `aws-chunked` is how the body came, and says nothing of the object.
        let encodings = headers[canonicalForm: "content-encoding"].filter { $0 != "aws-chunked" }
        if !encodings.isEmpty {
            let value = encodings.joined(separator: ", ")
            found.append(ObjectFacts.Header(name: "content-encoding", value: value))
        }
        return found
    }
}
