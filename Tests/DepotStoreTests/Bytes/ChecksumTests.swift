import Testing

@testable import DepotStore

/// Checksums come to the values that their makers publish.
@Suite struct ChecksumTests {
    private static let digits = Array("123456789".utf8)

    /// The check values of the catalogue of parametrised CRC algorithms.
    @Test func catalogue() {
        #expect(CRC32.iso.checksum(of: Self.digits) == 0xCBF4_3926)
        #expect(CRC32.castagnoli.checksum(of: Self.digits) == 0xE306_9283)
        #expect(CRC32.iso.checksum(of: []) == 0)
    }

    /// Eight bytes a step and one bit a step agree, at every length and thus at every place of the last step.
    @Test(arguments: 0..<40)
    func slicesAgreeWithBits(_ length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
        var slow = ~UInt32(0)
        for byte in bytes {
            slow ^= UInt32(byte)
            for _ in 0..<8 { slow = slow & 1 == 1 ? slow >> 1 ^ 0xEDB8_8320 : slow >> 1 }
        }
        #expect(CRC32.iso.checksum(of: bytes) == ~slow)
    }

    /// The test suite of RFC 1321.
    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "d174ab98d277d9f5a5611c2c9f419d9f"
        ),
        (
            String(repeating: "1234567890", count: 8), "57edf4a22be3c955ac49da2e2107b67a"
        ),
    ])
    func digests(_ text: String, digest: String) {
        #expect(Hexadecimal.text(of: MD5.digest(of: Array(text.utf8))) == digest)
    }

    /// RFC 4648.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func base64(_ text: String, encoded: String) {
        #expect(Base64.text(of: Array(text.utf8)) == encoded)
    }

    /// As `x-amz-checksum-crc32` says it.
    @Test func base64OfAChecksum() {
        #expect(Base64.text(of: UInt32(0xCBF4_3926)) == "y/Q5Jg==")
    }
}
