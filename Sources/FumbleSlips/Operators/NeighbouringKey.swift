import FumbleModel

/// A finger lands on the key beside, or on that too.
struct NeighbouringKey: SlipOperator {
    private static let digit = Slip("num.adjacent", "neighbouring key for a digit", .slip)
    private static let extra = Slip("num.extra", "neighbouring key added to a number", .slip)
    private static let letter = Slip("name.keystroke", "neighbouring key", .slip)

    var slips: [Slip] { [Self.digit, Self.extra, Self.letter] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.scalars.indices.flatMap { place in
            let neighbours = intention.keyboard.neighbours(of: intention.scalars[place])
            if let digit = intention.digits[place] {
                return numeric(place, neighbours, in: digit.number, by: model)
            }
            return neighbours.flatMap { textual(place, $0, intention, model) }
        }
    }

    private func numeric(
        _ place: Int, _ neighbours: [Keyboard.Neighbour], in number: Range<Int>,
        by model: ErrorModel
    ) -> [Misstep] {
        zip(neighbours, model.odds(neighbours)).flatMap { neighbour, odds in
            let text = String(neighbour.key)
            let added = model.added(in: number, choice: model.digits.addedNeighbour * odds / 2)
            return [
                Misstep(
                    Self.digit, place..<place + 1, text,
                    model.substituted(in: number, choice: model.digits.neighbour * odds)),
                Misstep(Self.extra, place..<place, text, added),
                Misstep(Self.extra, place + 1..<place + 1, text, added),
            ]
        }
    }

    private func textual(
        _ place: Int, _ neighbour: Keyboard.Neighbour, _ intention: Intention, _ model: ErrorModel
    ) -> [Misstep] {
        let kinds = model.textSubtypes
        let text = String(neighbour.key)
        let instead = neighbour.isSameRow ? kinds.substitutedInRow : kinds.substitutedAcross
        let beside = neighbour.isSameRow ? kinds.insertedInRow : kinds.insertedAcross
        let added = model.inserted(
            at: place, of: intention, choice: beside * neighbour.share / 2)
        return [
            Misstep(
                Self.letter, place..<place + 1, text,
                model.substituted(at: place, of: intention, choice: instead * neighbour.share)),
            Misstep(Self.letter, place..<place, text, added),
            Misstep(Self.letter, place + 1..<place + 1, text, added),
        ]
    }
}
