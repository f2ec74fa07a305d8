import Testing

@testable import DepotControl

/// What is typed arrives as it was typed, whatever stands in it and however it is cut.
@Suite struct WireTests {
    @Test(
        arguments: [
            .line(words: [], window: nil),
            .line(words: ["depotctl", "remove", "--count", "", "a b\n'\"*"], window: "db1-shell"),
            .line(words: ["", "status"], window: nil), .status(isJSON: true),
            .status(isJSON: false),
        ] as [Request])
    func aRequestComesBackHoweverItIsCut(request: Request) {
        let bytes = Wire.bytes(of: request)
        #expect(Wire.read(bytes) == .whole(request))
        for length in 0..<bytes.count { #expect(Wire.read(bytes.prefix(length)) == .part) }
    }

    @Test(arguments: ["GET / HTTP/1.1\0", "0\0", "-1\0line\0", "1\0make\0", "99999999999\0"])
    func whatIsNoRequestIsNone(text: String) {
        #expect(Wire.read(Array(text.utf8)) == .nonsense)
    }

    @Test func aRequestHasABound() {
        let bytes = [UInt8](repeating: UInt8(ascii: "1"), count: Wire.longest + 1)
        #expect(Wire.read(bytes) == .nonsense)
    }

    @Test func answersComeBackAsOneLineEach() {
        let answers: [Answer] =
            [.said("done"), .complained("  ^^"), .said("")] + LineStatus.allCases.map { .ended($0) }
        for answer in answers {
            let text = Wire.text(of: answer)
            #expect(text.last == "\n")
            #expect(Wire.answer(text.dropLast()) == answer)
        }
        #expect(Wire.text(of: .said("a\n=0\u{1B}[2J")) == "1a\u{FFFD}=0\u{FFFD}[2J\n")
        #expect(Wire.answer("=9") == nil)
        #expect(Wire.answer("?") == nil)
    }
}
