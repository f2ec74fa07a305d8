/// A pattern of a lenient parser: `*` stands for any characters, `?` for one.
struct Glob: Sendable {
    private let pattern: [Unicode.Scalar]

    init(_ pattern: String) {
        self.pattern = Array(pattern.unicodeScalars)
    }

    /// Goes back to the last `*` only, so that the work grows no faster than both lengths multiplied.
    func matches(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        var place = 0
        var letter = 0
        var star: (place: Int, letter: Int)?
        while letter < text.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, letter)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[letter]
            {
                place += 1
                letter += 1
            } else if let last = star {
                star = (last.place, last.letter + 1)
                place = last.place + 1
                letter = last.letter + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
