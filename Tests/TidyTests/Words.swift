import Foundation

/// Searching in the bytes of a file.
enum Words {
    /// The lines, counted from 1, on which `word` stands.
    ///
    /// An end of `word` that is a letter must be an end of a word in the text too: `print(` is not in
    /// `debugPrint(`, nor `public` in `publication`.
    static func lines(of word: String, in bytes: [UInt8]) -> [Int] {
        var lines: [Int] = []
        var line = 1
        var counted = 0
        for offset in offsets(of: word, in: bytes) {
            for byte in bytes[counted..<offset] where byte == UInt8(ascii: "\n") { line += 1 }
            counted = offset
            lines.append(line)
        }
        return lines
    }

    static func contains(_ word: String, in bytes: [UInt8]) -> Bool {
        !offsets(of: word, in: bytes).isEmpty
    }

    static func offsets(of word: String, in bytes: [UInt8]) -> [Int] {
        let needle = Array(word.utf8)
        guard let first = needle.first, let last = needle.last else { return [] }
        var found: [Int] = []
        var start = 0
        while let offset = offset(of: needle, in: bytes, from: start) {
            let after = offset + needle.count
            let beginsWhole = !isOfWord(first) || offset == 0 || !isOfWord(bytes[offset - 1])
            let endsWhole = !isOfWord(last) || after == bytes.count || !isOfWord(bytes[after])
            if beginsWhole && endsWhole { found.append(offset) }
            start = offset + 1
        }
        return found
    }

    static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The lines of a file as strings, without their ends.
    static func split(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The word that begins at or after `offset`, past blanks.
    static func identifier(after offset: Int, in bytes: [UInt8]) -> String {
        let start = bytes[offset...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count
        return String(decoding: bytes[start...].prefix(while: isOfWord), as: UTF8.self)
    }

    private static func offset(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { all -> Int? in
            guard let base = all.baseAddress else { return nil }
            var from = start
            while from + needle.count <= all.count {
                let places = all.count - needle.count + 1 - from
                guard let hit = memchr(base + from, Int32(needle[0]), places) else { return nil }
                if memcmp(hit, needle, needle.count) == 0 { return UnsafeRawPointer(hit) - base }
                from = UnsafeRawPointer(hit) - base + 1
            }
            return nil
        }
    }
}
