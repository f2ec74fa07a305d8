import Testing

@testable import FumbleProcesses

/// Replies of RESP, however their bytes come.
@Suite struct RESPReaderTests {
    private static let wire =
        "+OK\r\n-READONLY no\r\n:-7\r\n$5\r\na\r\nbc\r\n$-1\r\n*2\r\n$9\r\n127.0.0.1\r\n$5\r\n20001\r\n"
        + "*-1\r\n*0\r\n$0\r\n\r\n"
    private static let replies: [RESPReply] = [
        .simple("OK"), .error("READONLY no"), .integer(-7), .bulk(Array("a\r\nbc".utf8)),
        .bulk(nil), .array([.bulk(Array("127.0.0.1".utf8)), .bulk(Array("20001".utf8))]),
        .array(nil), .array([]), .bulk([]),
    ]

    @Test(arguments: 1...40) func piecesMakeTheSame(size: Int) throws {
        let bytes = Array(Self.wire.utf8)
        var reader = RESPReader()
        var found: [RESPReply] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            reader.feed(bytes[start..<min(start + size, bytes.count)])
            while let reply = try reader.next() { found.append(reply) }
        }
        #expect(found == Self.replies)
        #expect(try reader.next() == nil)
    }

    @Test(arguments: [
        "?\r\n", "\r\n", "+OK\rX", "$x\r\n", "$-2\r\n", "$2\r\nabc\r\n", "*99999\r\n",
        "$99999999\r\n", "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n",
    ]) func nonsenseIsRefused(text: String) throws {
        var reader = RESPReader()
        reader.feed(Array(text.utf8))
        #expect(throws: RESPReader.Mistake.self) { try reader.next() }
    }

    @Test func aLineWithoutEndIsRefused() throws {
        var reader = RESPReader()
        reader.feed(Array(repeating: UInt8(ascii: "+"), count: RESPReader.longestLine + 1))
        #expect(throws: RESPReader.Mistake.self) { try reader.next() }
    }

    @Test func commandsAreArraysOfTexts() {
        #expect(
            RESPCommand.bytes(["GET", "é"]) == Array("*2\r\n$3\r\nGET\r\n$2\r\né\r\n".utf8))
    }

    @Test func thePrimaryIsOnLoopback() {
        let bulk = { (text: String) in RESPReply.bulk(Array(text.utf8)) }
        #expect(PrimarySearch.port(in: .array([bulk("127.0.0.1"), bulk("20001")])) == 20_001)
        #expect(PrimarySearch.port(in: .array([bulk("10.0.0.1"), bulk("20001")])) == nil)
        #expect(PrimarySearch.port(in: .array([bulk("127.0.0.1"), bulk("70000")])) == nil)
        #expect(PrimarySearch.port(in: .array(nil)) == nil)
    }

    @Test func valuesNameTheirWrites() {
        #expect(WriteCourse.number(in: Array(WriteCourse.value(41).utf8)) == 41)
        #expect(WriteCourse.number(in: Array("somebody else's".utf8)) == nil)
    }
}
