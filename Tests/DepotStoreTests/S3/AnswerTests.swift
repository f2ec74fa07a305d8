import NIOCore
import NIOHTTP1
import Testing

@testable import DepotStore

/// What clients are sent is as they know it from Amazon.
@Suite struct AnswerTests {
    @Test(arguments: [
        (UInt64(0), "Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00.000Z"),
        (951_827_696_789, "Tue, 29 Feb 2000 12:34:56 GMT", "2000-02-29T12:34:56.789Z"),
        (1_488_303_420_000, "Tue, 28 Feb 2017 17:37:00 GMT", "2017-02-28T17:37:00.000Z"),
        (4_107_542_399_999, "Sun, 28 Feb 2100 23:59:59 GMT", "2100-02-28T23:59:59.999Z"),
        (4_107_542_400_000, "Mon, 01 Mar 2100 00:00:00 GMT", "2100-03-01T00:00:00.000Z"),
    ])
    func times(_ milliseconds: UInt64, header: String, stamp: String) {
        #expect(HTTPTime(milliseconds).header == header)
        #expect(HTTPTime(milliseconds).stamp == stamp)
    }

    @Test(
        arguments: [
            (nil, nil), ("bytes=0-3", 0..<4), ("bytes=4-", 4..<10), ("bytes=-3", 7..<10),
            ("bytes=-30", 0..<10), ("bytes=8-99", 8..<10), ("items=0-3", nil),
            ("bytes=0-1,3-4", nil),
            ("bytes=-", nil), ("bytes=a-b", nil),
        ] as [(String?, Range<Int>?)])
    func ranges(_ header: String?, range: Range<Int>?) throws {
        #expect(try ByteRange.read(header, size: 10)?.range == range)
    }

    @Test(arguments: ["bytes=10-", "bytes=10-12", "bytes=5-4", "bytes=-0"])
    func rangesBeyond(_ header: String) {
        #expect(throws: S3Error.invalidRange) { try ByteRange.read(header, size: 10) }
    }

    @Test func errors() {
        let answer = S3Error.noSuchKey.answer(resource: "/b/<&>")
        #expect(answer.status == .notFound)
        #expect(
            String(buffer: answer.body) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>NoSuchKey</Code><Message>There is no such object.</Message>\
                <Resource>/b/&lt;&amp;&gt;</Resource></Error>
                """)
    }

    @Test func deletions() throws {
        let request = try DeleteRequest(
            ByteBuffer(
                string: """
                    <?xml version="1.0"?><!-- a list -->
                    <s3:Delete xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/">
                      <Object><Key>a&amp;b &#252;&#xFC;</Key></Object>
                      <Object><Key>c</Key><VersionId/></Object><Quiet>true</Quiet>
                    </s3:Delete>
                    """))
        #expect(request.keys == ["a&b üü", "c"])
        #expect(request.isQuiet)
    }

    @Test(arguments: [
        "", "<Delete>", "<Delete></Object>", "<Delete/>", "<!DOCTYPE a><Delete/>", "<Delete",
        "<Delete><Object><Key>&nope;</Key></Object></Delete>",
        "<Delete><Object><Key>&amp</Key></Object></Delete>",
    ])
    func deletionsThatCannotBeRead(_ text: String) {
        #expect(throws: S3Error.malformedXML) { try DeleteRequest(ByteBuffer(string: text)) }
    }
}
