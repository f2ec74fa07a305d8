import FumbleModel

/// One zero too many, or too few.
struct OutByTen: SlipOperator {
    private static let slip = Slip("num.zero", "out by ten", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.numbers.flatMap { number in
            let end = number.upperBound
            // A zero is added at the end of the number, whatever its length.
            let added = model.added(in: end - 1..<end, choice: model.digits.zero)
            let more = Misstep(Self.slip, end..<end, "0", added)
            guard Self.isLastZero(end - 1, of: number, in: intention) else { return [more] }
            return [more, Misstep(Self.slip, end - 1..<end, "", model.dropped(in: number))]
        }
    }

    /// Whether a digit is a zero without which the number is a tenth of itself.
    static func isLastZero(_ place: Int, of number: Range<Int>, in intention: Intention) -> Bool {
        number.count > 1 && place == number.upperBound - 1 && intention.scalars[place] == "0"
    }
}
