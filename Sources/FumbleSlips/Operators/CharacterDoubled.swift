import FumbleModel

/// A key bounces, or a finger does: the same character twice.
struct CharacterDoubled: SlipOperator {
    private static let digit = Slip("num.double", "digit doubled", .slip)
    private static let letter = Slip("name.keystroke", "letter doubled", .slip)

    var slips: [Slip] { [Self.digit, Self.letter] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.scalars.indices.map { place in
            let text = intention.text(place..<place + 1)
            let after = place + 1..<place + 1
            if let digit = intention.digits[place] {
                let chance = model.added(in: digit.number, choice: model.digits.doubled)
                return Misstep(Self.digit, after, text, chance)
            }
            let chance = model.inserted(
                at: place, of: intention, choice: model.textSubtypes.doubled)
            return Misstep(Self.letter, after, text, chance)
        }
    }
}
