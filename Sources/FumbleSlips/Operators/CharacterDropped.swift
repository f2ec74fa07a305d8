import FumbleModel

/// A key is not hit hard enough: one character is missing.
struct CharacterDropped: SlipOperator {
    private static let digit = Slip("num.drop", "digit dropped", .slip)
    private static let letter = Slip("name.keystroke", "letter dropped", .slip)

    var slips: [Slip] { [Self.digit, Self.letter] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.scalars.indices.compactMap { place in
            let range = place..<place + 1
            guard let digit = intention.digits[place] else {
                return Misstep(Self.letter, range, "", model.dropped(at: place, of: intention))
            }
            // The last zero lost is the number out by ten.
            if OutByTen.isLastZero(place, of: digit.number, in: intention) { return nil }
            return Misstep(Self.digit, range, "", model.dropped(in: digit.number))
        }
    }
}
