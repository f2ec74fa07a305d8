/// The text of a file by lines, so that a message can quote the one it is about.
package struct SourceText: Sendable {
    package let file: String
    private let bytes: [UInt8]
    private let lineStarts: [Int]

    /// Takes the bytes of a file; what is not UTF-8 is quoted with replacement characters.
    package init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        var starts = [0]
        let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        for (index, byte) in bytes.enumerated() where byte == feed || byte == carriage {
            let isPair = byte == carriage && index + 1 < bytes.count && bytes[index + 1] == feed
            if !isPair { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    package init(file: String, text: String) {
        self.init(file: file, bytes: Array(text.utf8))
    }

    /// The line with this number, counted from 1, without its line end; nil beyond the file.
    package func line(_ number: Int) -> String? {
        guard number >= 1, number <= lineStarts.count else { return nil }
        let start = lineStarts[number - 1]
        let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
        var line = bytes[start..<max(start, end)]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        return String(decoding: line, as: UTF8.self)
    }
}
