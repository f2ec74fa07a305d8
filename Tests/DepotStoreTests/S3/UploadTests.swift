import NIOCore
import NIOHTTP1
import Testing

@testable import DepotStore

/// A body is taken out of its chunks, and what was promised of it is checked.
@Suite struct UploadTests {
    private static let chunked: HTTPHeaders = [
        "content-encoding": "aws-chunked", "x-amz-decoded-content-length": "9",
        "x-amz-trailer": "x-amz-checksum-crc32",
    ]

    private func upload(_ body: String, _ headers: HTTPHeaders) throws(S3Error) -> ObjectUpload {
        try ObjectUpload(
            HTTPRequest(
                method: .PUT, target: "/b/k", headers: headers, body: ByteBuffer(string: body)))
    }

    @Test func plain() throws {
        let upload = try upload("123456789", ["content-md5": "JfnnlDI7RTiF9RgfG2JNCw=="])
        #expect(upload.etag == "25f9e794323b453885f5181f1b624d0b")
        #expect(upload.checksum == 0xCBF4_3926)
    }

    @Test(arguments: [
        "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n",
        "4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32: y/Q5Jg==\r\n\r\n",
        "9;chunk-signature=abc\r\n123456789\r\n0;chunk-signature=def\r\n\r\n",
        "9\r\n123456789\r\n0\r\nX-Amz-Checksum-CRC32C:4waSgw==\r\n\r\n",
    ])
    func inChunks(_ body: String) throws {
        let upload = try upload(body, Self.chunked)
        #expect(String(buffer: upload.bytes) == "123456789")
        #expect(upload.headers.isEmpty)
    }

    @Test(arguments: [
        ("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest"),
        ("8\r\n12345678\r\n0\r\n\r\n", "IncompleteBody"),
        ("9\r\n123456789\r\n", "IncompleteBody"), ("9\r\n1234", "IncompleteBody"),
        ("x\r\n123456789\r\n0\r\n\r\n", "IncompleteBody"), ("", "IncompleteBody"),
        ("-1\r\n", "IncompleteBody"), ("9\r\n123456789xx0\r\n\r\n", "IncompleteBody"),
    ])
    func wrongChunks(_ body: String, code: String) {
        let error = #expect(throws: S3Error.self) { try self.upload(body, Self.chunked) }
        #expect(error?.code == code)
    }

    @Test(arguments: [
        "content-md5", "x-amz-checksum-crc32", "x-amz-checksum-crc32c",
    ])
    func wrongPromises(_ header: String) {
        let error = #expect(throws: S3Error.self) {
            try self.upload("123456789", [header: "AAAA"])
        }
        #expect(error == .badDigest)
    }

    @Test func headersThatAreKept() throws {
        let upload = try upload(
            "", ["Content-Type": "text/x", "x-amz-meta-K": "v", "Host": "h", "x-amz-date": "d"])
        #expect(upload.headers.map(\.name) == ["content-type", "x-amz-meta-k"])
        let zipped = try self.upload(
            "0\r\n\r\n", ["content-encoding": "gzip,aws-chunked"])
        #expect(zipped.headers.map(\.value) == ["gzip"])
    }
}
