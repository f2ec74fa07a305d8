/// Bytes as text in base 64 (RFC 4648), as checksums stand in headers of S3.
enum Base64 {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
            let bits = group[0] << 16 | group[1] << 8 | group[2]
            let used = min(3, bytes.count - start) + 1
            for place in 0..<4 {
                let digit = digits[Int(bits >> (18 - 6 * UInt32(place)) & 63)]
                text.append(place < used ? digit : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The checksum as S3 writes it: its four bytes, the highest first.
    static func text(of checksum: UInt32) -> String {
        text(of: (0..<4).reversed().map { UInt8(truncatingIfNeeded: checksum >> (8 * UInt32($0))) })
    }
}
