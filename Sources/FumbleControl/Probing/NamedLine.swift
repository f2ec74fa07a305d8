import FumbleModel

/// A line that names servers, and how it is written with others.
struct NamedLine: Sendable {
    private let scalars: [Unicode.Scalar]
    /// Where the names stand: those of the first word are exchanged, the other words left out.
    private let first: Range<Int>
    private let others: [Range<Int>]
    private var separator = ","

    /// The most servers that are named in one line.
    static let most = 200

    /// - Returns: nil: no server is named in it.
    init?(_ line: String, _ anatomy: LineAnatomy, of usage: Usage) {
        let scalars = Array(line.unicodeScalars)
        let fields = anatomy.fields.filter { $0.role == .server }
            .sorted { $0.value.lowerBound < $1.value.lowerBound }
        var words: [(value: Range<Int>, whole: Range<Int>)] = []
        for field in fields {
            if let last = words.last, last.value.upperBound + 1 == field.value.lowerBound,
                scalars[last.value.upperBound] == ","
            {
                let value = last.value.lowerBound..<field.value.upperBound
                words[words.count - 1] = (value, value)
            } else {
                words.append((field.value, field.whole))
            }
        }
        guard let first = words.first else { return nil }
        self.scalars = scalars
        self.first = first.value
        others = words.dropFirst().map { word in
            let start = word.whole.lowerBound
            return
                (start > 0 && scalars[start - 1] == " " ? start - 1 : start)..<word.whole.upperBound
        }
        // Words of their own, if the usage takes several.
        separator = " "
        let takesWords = (try? usage.match(self.line(naming: ["a", "b"]), parsing: .strict)) != nil
        if !takesWords || fields[0].option != nil { separator = "," }
    }

    func line(naming names: [String]) -> String {
        var scalars = scalars
        for place in others.reversed() { scalars.removeSubrange(place) }
        scalars.replaceSubrange(
            first, with: Array(names.joined(separator: separator).unicodeScalars))
        return String(String.UnicodeScalarView(scalars))
    }
}
