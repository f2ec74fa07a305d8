internal import FumbleModel

extension Shape {
    /// A single value, read from its text by `parse`; what it throws is told of the field.
    package static func scalar(
        _ description: ScalarDescription,
        parse: @escaping @Sendable (Scalar) throws(ScalarMistake) -> Value
    ) -> Shape<Value> {
        Shape(.scalar(description)) { node, reading in
            guard let scalar = node.scalar else {
                reading.reportWrongType(node, expected: .scalar(description))
                return nil
            }
            do throws(ScalarMistake) {
                return try parse(scalar)
            } catch {
                reading.report(error, at: node)
                return nil
            }
        }
    }

    /// One of the given words, each with the value it stands for.
    package static func oneOf(_ words: [(String, Value)]) -> Shape<Value> {
        let description = ShapeDescription.words(words.map { ShapeDescription.Word($0.0) })
        return Shape(description) { node, reading in
            guard let text = node.scalar?.text else {
                reading.reportWrongType(node, expected: description)
                return nil
            }
            if let word = words.first(where: { $0.0 == text }) { return word.1 }
            reading.report(
                .notOneOf, at: node.span,
                "\(reading.currentSubject) cannot be \(node.phrase)",
                help: NearestWord.hint(for: text, among: words.map(\.0), noun: "word"))
            return nil
        }
    }
}

extension Shape where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the words of an enumeration.
    package static var word: Shape<Value> {
        .oneOf(Value.allCases.map { ($0.rawValue, $0) })
    }
}

extension Shape where Value == String {
    /// Any text that is not blank.
    package static var text: Shape<String> {
        let description = ScalarDescription(
            "a text", examples: [], types: [.string, .number, .boolean])
        return .scalar(description) { scalar throws(ScalarMistake) in
            guard scalar.text.contains(where: { !$0.isWhitespace }) else {
                throw ScalarMistake(.blankValue, "is blank", help: "write a text")
            }
            return scalar.text
        }
    }

    /// A name: lower-case letters, digits, `-`, `_` and `.`.
    package static var name: Shape<String> {
        let description = ScalarDescription(
            "a name", pattern: NameText.pattern, examples: ["object-store"],
            types: [.string, .number])
        return .scalar(description) { scalar throws(ScalarMistake) in
            if let mistake = NameText.mistake(in: scalar.text) {
                throw ScalarMistake(
                    mistake.code, "must be a name, and `\(scalar.shortened)` is not one",
                    help: mistake.help)
            }
            return scalar.text
        }
    }
}

extension Shape where Value == Bool {
    /// `true` or `false`; `yes` and `no` are words.
    package static var bool: Shape<Bool> {
        let description = ScalarDescription("true or false", examples: [], types: [.boolean])
        return .scalar(description) { scalar throws(ScalarMistake) in
            guard case .bool(let value) = scalar.core else {
                throw ScalarMistake(
                    .wrongType, "must be true or false, not `\(scalar.shortened)`")
            }
            return value
        }
    }
}

extension Shape where Value == Int {
    /// A whole number without a unit.
    package static func integer(in range: ClosedRange<Int>) -> Shape<Int> {
        let description = ScalarDescription(
            "a whole number", examples: ["\(range.lowerBound)"], types: [.integer],
            range: Double(range.lowerBound)...Double(range.upperBound))
        return .scalar(description) { scalar throws(ScalarMistake) in
            guard case .integer(let value) = scalar.core else {
                throw ScalarMistake(
                    .wrongType, "must be a whole number, not `\(scalar.shortened)`")
            }
            if value < 0, range.lowerBound >= 0 { throw .negative(scalar) }
            guard let number = Int(exactly: value), range.contains(number) else {
                throw ScalarMistake(
                    .outOfRange,
                    "must be from \(range.lowerBound) to \(range.upperBound), not \(value)")
            }
            return number
        }
    }
}

extension Shape where Value == Double {
    /// A number without a unit; `example` is one that is likely to be written.
    package static func number(
        in range: ClosedRange<Double>, example: Double? = nil
    ) -> Shape<Double> {
        let description = ScalarDescription(
            "a number", examples: [PlainNumber.text(example ?? range.lowerBound)],
            types: [.number], range: range)
        return .scalar(description) { scalar throws(ScalarMistake) in
            let value: Double
            switch scalar.core {
            case .integer(let integer): value = Double(integer)
            case .number(let number): value = number
            default:
                throw ScalarMistake(.wrongType, "must be a number, not `\(scalar.shortened)`")
            }
            if value < 0, range.lowerBound >= 0 { throw .negative(scalar) }
            guard range.contains(value) else {
                let bounds = (
                    PlainNumber.text(range.lowerBound), PlainNumber.text(range.upperBound)
                )
                throw ScalarMistake(
                    .outOfRange, "must be from \(bounds.0) to \(bounds.1), not \(scalar.text)")
            }
            return value
        }
    }
}

extension ScalarMistake {
    static func negative(_ scalar: Scalar) -> ScalarMistake {
        ScalarMistake(.negative, "cannot be negative, and is `\(scalar.shortened)`")
    }
}
