package import FumbleControl
import FumbleModel

/// The line that an operator means to type, what it is made of, and what stands around it.
package struct Intention: Sendable {
    package let line: String
    package let window: String?
    package let surroundings: Surroundings
    package let keyboard: Keyboard
    let scalars: [Unicode.Scalar]
    let anatomy: LineAnatomy
    /// The place of each digit within its number; of other characters nil.
    let digits: [Digit?]
    /// The numbers of the line, each from its first digit to behind its last.
    let numbers: [Range<Int>]

    /// What else the operator may have at hand.
    package struct Surroundings: Sendable {
        /// Environments beside the one of this fleet.
        package let environments: [String]
        /// Windows beside the one it is meant for.
        package let windows: [String]
        /// Lines typed earlier, the last first, with what they are made of.
        package let earlier: [Earlier]
        /// Later steps of the method that type a line.
        package let later: [Int]

        package init(
            environments: [String], windows: [String], earlier: [Earlier], later: [Int]
        ) {
            self.environments = environments
            self.windows = windows
            self.earlier = earlier
            self.later = later
        }

        package struct Earlier: Sendable {
            package let line: String
            package let anatomy: LineAnatomy

            package init(line: String, anatomy: LineAnatomy) {
                self.line = line
                self.anatomy = anatomy
            }
        }
    }

    struct Digit: Sendable, Hashable {
        let number: Range<Int>
    }

    package init(
        _ line: String, window: String?, anatomy: LineAnatomy, keyboard: Keyboard,
        surroundings: Surroundings
    ) {
        self.line = line
        self.window = window
        self.anatomy = anatomy
        self.keyboard = keyboard
        self.surroundings = surroundings
        let scalars = Array(line.unicodeScalars)
        self.scalars = scalars
        numbers = anatomy.fields.filter { $0.role != .flag }.flatMap { field in
            Self.numbers(in: field.value, of: scalars)
        }
        var digits = [Digit?](repeating: nil, count: scalars.count)
        for number in numbers {
            for place in number { digits[place] = Digit(number: number) }
        }
        self.digits = digits
    }

    /// Whether a character begins a word.
    func isFirst(_ place: Int) -> Bool { anatomy.words.contains { $0.lowerBound == place } }

    /// A stretch of the line as text.
    func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    /// What stands for a field with its option, and the space before it.
    func withSpace(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound > 0 && scalars[range.lowerBound - 1] == " "
            ? range.lowerBound - 1..<range.upperBound : range
    }

    /// Digits that stand alone: a number by itself, or with a sign, a point, a quote or a unit around
    /// it; the digits in a name (`idx-8`) are typed as the rest of it is.
    private static func numbers(
        in range: Range<Int>, of scalars: [Unicode.Scalar]
    ) -> [Range<Int>] {
        var numbers: [Range<Int>] = []
        var start: Int?
        for place in range {
            let isDigit = ("0"..."9").contains(scalars[place])
            if isDigit, start == nil {
                let isAlone =
                    place == range.lowerBound
                    || "+-.,:'\"".unicodeScalars.contains(scalars[place - 1])
                        && !scalars[range.lowerBound..<place].contains {
                            $0.properties.isAlphabetic
                        }
                if isAlone { start = place }
            } else if !isDigit, let begun = start {
                numbers.append(begun..<place)
                start = nil
            }
        }
        if let start { numbers.append(start..<range.upperBound) }
        return numbers
    }
}
