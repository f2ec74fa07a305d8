import NIOCore
import NIOHTTP1

/// A body in Amazon's own chunks (`aws-chunked`): each with its size, and perhaps a signature, and after the last one
/// headers that could not be known before.
///
/// Not to be taken for the chunks of HTTP, in which this may come again.
struct ChunkedBody: Equatable {
    private(set) var bytes = ByteBuffer()
    /// What stood after the last chunk, names in lower case.
    private(set) var trailers: [String: String] = [:]

    private static let lineEnd = "\r\n"
    private static let largestLine = 8 << 10

    static func isUsed(by headers: HTTPHeaders) -> Bool {
        headers[canonicalForm: "content-encoding"].contains { $0 == "aws-chunked" }
            || headers.first(name: "x-amz-content-sha256")?.hasPrefix("STREAMING-") == true
    }

    init(decoding body: ByteBuffer) throws(S3Error) {
        var rest = body
        bytes.reserveCapacity(body.readableBytes)
        while true {
            let line = try Self.line(from: &rest)
            guard let size = Int(line.prefix { $0 != ";" }, radix: 16), size >= 0 else {
                throw .incompleteBody
            }
            if size == 0 { break }
            guard var chunk = rest.readSlice(length: size),
                rest.readString(length: Self.lineEnd.utf8.count) == Self.lineEnd
            else { throw .incompleteBody }
            bytes.writeBuffer(&chunk)
        }
        while rest.readableBytes > 0 {
            let line = try Self.line(from: &rest)
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...]
            trailers[line[..<colon].lowercased()] = String(value.trimmed)
        }
    }

    private static func line(from rest: inout ByteBuffer) throws(S3Error) -> String {
        let view = rest.readableBytesView.prefix(largestLine)
        guard let end = view.firstIndex(of: UInt8(ascii: "\n")), end > view.startIndex,
            let line = rest.readString(length: end - view.startIndex + 1), line.hasSuffix(lineEnd)
        else { throw .incompleteBody }
        // A line end is one character of Swift's.
        return String(line.dropLast())
    }
}

extension Substring {
    /// Without the blanks at both ends.
    var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
