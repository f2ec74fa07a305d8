import FumbleModel

/// Two fingers come down in the wrong order.
struct CharactersTransposed: SlipOperator {
    private static let digit = Slip("num.transpose", "digits transposed", .slip)
    private static let letter = Slip("name.keystroke", "letters transposed", .slip)

    var slips: [Slip] { [Self.digit, Self.letter] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let places = intention.scalars.indices.dropLast().filter {
            intention.scalars[$0] != intention.scalars[$0 + 1]
        }
        let letters = places.filter { intention.digits[$0] == nil }
        let across = letters.filter { crossesHands($0, intention) }.count
        return places.map { place in
            let text = String(intention.text(place..<place + 2).reversed())
            if let digit = intention.digits[place], intention.digits[place + 1] == digit {
                return Misstep(
                    Self.digit, place..<place + 2, text, model.swapped(in: digit.number))
            }
            // Of all pairs of the line those of two hands get their share, and those of one theirs.
            let isAcross = crossesHands(place, intention)
            let share =
                isAcross
                ? model.textSubtypes.swappedAcrossHands : model.textSubtypes.swappedInOneHand
            let alike = isAcross ? across : letters.count - across
            let choice = share * Double(letters.count) / Double(max(alike, 1))
            return Misstep(
                Self.letter, place..<place + 2, text,
                model.swapped(at: place, of: intention, choice: choice))
        }
    }

    private func crossesHands(_ place: Int, _ intention: Intention) -> Bool {
        intention.keyboard.crossesHands(
            intention.scalars[place], intention.scalars[place + 1]) ?? false
    }
}
