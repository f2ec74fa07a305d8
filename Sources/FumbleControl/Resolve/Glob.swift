/// A pattern of a lenient parser: `*` stands for any characters, `?` for one, and in names of servers
/// `[1-4]` for one of some.
struct Glob: Sendable {
    private let pattern: [Piece]

    private enum Piece: Sendable {
        case one(Unicode.Scalar)
        case any
        case many
        /// One character of these ranges, or one of no such.
        case of([ClosedRange<Unicode.Scalar>], isIn: Bool)

        func fits(_ letter: Unicode.Scalar) -> Bool {
            switch self {
            case .one(let scalar): scalar == letter
            case .any: true
            case .many: false
            case .of(let ranges, let isIn): ranges.contains { $0.contains(letter) } == isIn
            }
        }

        var isMany: Bool { if case .many = self { true } else { false } }
    }

    /// Characters of which one makes a text a pattern.
    static let marks = Set("*?[".unicodeScalars)

    /// - Parameter ofServers: whether brackets are read, as shells do.
    init(_ pattern: String, ofServers: Bool = false) {
        let scalars = Array(pattern.unicodeScalars)
        var pieces: [Piece] = []
        var place = 0
        while place < scalars.count {
            switch scalars[place] {
            case "*": pieces.append(.many)
            case "?": pieces.append(.any)
            case "[" where ofServers:
                if let (piece, end) = Self.choice(in: scalars, from: place) {
                    pieces.append(piece)
                    place = end
                } else {
                    pieces.append(.one("["))
                }
            default: pieces.append(.one(scalars[place]))
            }
            place += 1
        }
        self.pattern = pieces
    }

    /// - Returns: nil: the bracket is not closed, and stands for itself.
    private static func choice(
        in scalars: [Unicode.Scalar], from open: Int
    ) -> (Piece, end: Int)? {
        guard let end = scalars[(open + 1)...].dropFirst().firstIndex(of: "]") else { return nil }
        var inside = Array(scalars[open + 1..<end])
        let isIn = inside.first != "!"
        if !isIn { inside.removeFirst() }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        var place = 0
        while place < inside.count {
            if place + 2 < inside.count, inside[place + 1] == "-" {
                let (low, high) = (inside[place], inside[place + 2])
                // A range the wrong way round is of no character.
                if low <= high { ranges.append(low...high) }
                place += 3
            } else {
                ranges.append(inside[place]...inside[place])
                place += 1
            }
        }
        return (.of(ranges, isIn: isIn), end)
    }

    /// Goes back to the last `*` only, so that the work grows no faster than both lengths multiplied.
    func matches(_ text: String) -> Bool {
        let text = text.unicodeScalars
        var place = 0
        var letter = text.startIndex
        var star: (place: Int, letter: String.UnicodeScalarView.Index)?
        while letter < text.endIndex {
            if place < pattern.count, pattern[place].isMany {
                star = (place, letter)
                place += 1
            } else if place < pattern.count, pattern[place].fits(text[letter]) {
                place += 1
                text.formIndex(after: &letter)
            } else if let last = star {
                letter = text.index(after: last.letter)
                star = (last.place, letter)
                place = last.place + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy(\.isMany)
    }
}
