import NIOCore
import NIOHTTP1

/// The answer to a GET or a HEAD of an object.
enum ObjectAnswer {
    /// - Parameter bytes: nil for a HEAD.
    static func make(
        _ facts: ObjectFacts, bytes: ByteBuffer?, _ request: HTTPRequest
    ) throws(S3Error) -> HTTPAnswer {
        var headers: HTTPHeaders = [
            "ETag": "\"\(facts.etag)\"",
            "Last-Modified": HTTPTime(facts.modified / 1000 * 1000).header,
            "Accept-Ranges": "bytes",
        ]
        for header in facts.headers { headers.add(name: header.name, value: header.value) }
        if !headers.contains(name: "content-type") {
            headers.add(name: "content-type", value: "binary/octet-stream")
        }
        if request.headers[canonicalForm: "if-none-match"].contains(where: {
            $0 == "\"\(facts.etag)\""
        }) {
            return HTTPAnswer(status: .notModified, headers: headers, statedLength: 0)
        }
        let part = try ByteRange.read(
            request.headers.first(name: "range"), size: facts.size)
        if let range = part?.range {
            headers.add(
                name: "Content-Range",
                value: "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(facts.size)")
        } else if request.headers.first(name: "x-amz-checksum-mode") == "ENABLED" {
            headers.add(name: "x-amz-checksum-crc32", value: Base64.text(of: facts.checksum))
            headers.add(name: "x-amz-checksum-type", value: "FULL_OBJECT")
        }
        let range = part?.range ?? 0..<facts.size
        var answer = HTTPAnswer(status: part == nil ? .ok : .partialContent, headers: headers)
        guard let bytes else {
            answer.statedLength = range.count
            return answer
        }
        let start = bytes.readerIndex + range.lowerBound
        guard let body = bytes.getSlice(at: start, length: range.count) else {
            throw .internalError("the bytes of the object are not as many as they were")
        }
        answer.body = body
        return answer
    }
}
