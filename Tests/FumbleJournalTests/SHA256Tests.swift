import FumbleJournal
import Testing

/// The example messages of FIPS 180-4 and its test suite.
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func publishedMessages(message: String, digest: String) {
        #expect(SHA256.hash(message.utf8) == digest)
    }

    @Test func aMillionLetters() {
        #expect(
            SHA256.hash(repeatElement(UInt8(ascii: "a"), count: 1_000_000))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(arguments: 0..<130)
    func inTwoParts(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        var hash = SHA256()
        hash.update(bytes.prefix(length / 3))
        hash.update(bytes.dropFirst(length / 3))
        #expect(hash.finish() == SHA256.hash(bytes))
    }
}
