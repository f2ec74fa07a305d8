package import FumbleModel

/// One way in which hands or memory go wrong between what was meant and what reached Enter.
///
/// A new one is one file in `Operators` and one line in `SlipOperators.standard()`.
package protocol SlipOperator: Sendable {
    /// The slips it makes, as reports tell of them.
    var slips: [Slip] { get }

    /// Everything that it could make of a line, each with how likely that is.
    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep]
}

/// One kind of human error, and where the figures for it come from.
package struct Slip: Sendable, Hashable {
    /// Its name in the error model, such as `num.double`.
    package let id: String
    /// As people say it: `digit doubled`.
    package let name: String
    package let kind: SlipKind

    package init(_ id: String, _ name: String, _ kind: SlipKind) {
        self.id = id
        self.name = name
        self.kind = kind
    }
}

/// What one slip makes of the meant line.
package struct Misstep: Sendable, Hashable {
    package let slip: Slip
    package let change: Change
    package let chance: Chance

    package enum Change: Sendable, Hashable {
        /// Pieces of the line are replaced; the line is typed where it was meant to be.
        case edit([LineEdit])
        /// Another line altogether.
        case line(String)
        /// The line as it was meant, in another window.
        case window(String)
        /// The line is not typed at all.
        case nothing
        /// The line is typed a second time, right after.
        case twice
        /// The line and that of a later step change places.
        case exchanged(step: Int)
    }

    init(_ slip: Slip, _ change: Change, _ chance: Chance) {
        self.slip = slip
        self.change = change
        self.chance = chance
    }

    /// One replacement; an empty range is an insertion.
    init(_ slip: Slip, _ range: Range<Int>, _ text: String, _ chance: Chance) {
        self.init(slip, .edit([LineEdit(range: range, text: text)]), chance)
    }
}

/// A stretch of a line, in characters (Unicode scalars), and what is typed instead.
package struct LineEdit: Sendable, Hashable {
    package let range: Range<Int>
    package let text: String

    package init(range: Range<Int>, text: String) {
        self.range = range
        self.text = text
    }

    /// The line with all edits made; they must not overlap.
    static func applying(_ edits: [LineEdit], to line: [Unicode.Scalar]) -> String {
        // What is put in before a stretch comes before what is put in its place.
        let ordered = edits.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        var result = String.UnicodeScalarView()
        var place = 0
        for edit in ordered {
            result.append(contentsOf: line[place..<edit.range.lowerBound])
            result.append(contentsOf: edit.text.unicodeScalars)
            place = edit.range.upperBound
        }
        result.append(contentsOf: line[place...])
        return String(result)
    }

    func overlaps(_ other: LineEdit) -> Bool {
        if range.isEmpty || other.range.isEmpty {
            return range.lowerBound > other.range.lowerBound
                && range.lowerBound < other.range.upperBound
                || other.range.lowerBound > range.lowerBound
                    && other.range.lowerBound < range.upperBound
        }
        return range.overlaps(other.range)
    }
}
