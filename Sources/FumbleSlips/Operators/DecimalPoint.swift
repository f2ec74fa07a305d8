import FumbleModel

/// A decimal point lost, added or moved, or a comma for it.
struct DecimalPoint: SlipOperator {
    private static let slip = Slip("num.point", "decimal point wrong", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.numbers.flatMap { number -> [Misstep] in
            let end = number.upperBound
            if end < intention.scalars.count, intention.scalars[end] == "." {
                return lost(at: end, intention, model)
            }
            let isAfterPoint =
                number.lowerBound > 0 && intention.scalars[number.lowerBound - 1] == "."
            if isAfterPoint { return [] }
            return (number.lowerBound..<number.upperBound).map { gap in
                Misstep(Self.slip, gap..<gap, ".", model.strayInserted(at: gap, of: intention))
            }
        }
    }

    private func lost(at place: Int, _ intention: Intention, _ model: ErrorModel) -> [Misstep] {
        let range = place..<place + 1
        let isMovable = place + 2 < intention.scalars.count && intention.digits[place + 1] != nil
        let moved =
            isMovable
            ? [
                Misstep(
                    Self.slip, place..<place + 2, String(intention.scalars[place + 1]) + ".",
                    model.swapped(at: place, of: intention, choice: 1))
            ] : []
        return [
            Misstep(Self.slip, range, "", model.dropped(at: place, of: intention)),
            Misstep(Self.slip, range, ",", model.strayed(at: place, of: intention)),
        ] + moved
    }
}
