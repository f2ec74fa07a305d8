import FumbleModel

/// The chance of one specific wrong keystroke.
extension ErrorModel {
    /// A digit is added to a number, at a specific one of its digits.
    ///
    /// - Parameter choice: of this addition, once a digit is added at that place.
    func added(in number: Range<Int>, choice: Double) -> Chance {
        stressed(self.number.insertion * (perNumber * choice / Double(number.count)))
    }

    func substituted(in number: Range<Int>, choice: Double) -> Chance {
        stressed(self.number.substitution * (perNumber * choice / Double(number.count)))
    }

    func dropped(in number: Range<Int>) -> Chance {
        stressed(self.number.deletion * (perNumber / Double(number.count)))
    }

    /// A digit and the next change places.
    func swapped(in number: Range<Int>) -> Chance {
        stressed(self.number.transposition * (perNumber / Double(max(number.count - 1, 1))))
    }

    /// A character is typed beside one of the line.
    func inserted(at place: Int, of intention: Intention, choice: Double) -> Chance {
        keystroke(text.insertion, firstCharacter.insertion, place, intention, choice)
    }

    func substituted(at place: Int, of intention: Intention, choice: Double) -> Chance {
        keystroke(text.substitution, firstCharacter.substitution, place, intention, choice)
    }

    func dropped(at place: Int, of intention: Intention) -> Chance {
        keystroke(text.deletion, firstCharacter.deletion, place, intention, 1)
    }

    func swapped(at place: Int, of intention: Intention, choice: Double) -> Chance {
        keystroke(text.transposition, firstCharacter.transposition, place, intention, choice)
    }

    /// A key far from the meant one is hit instead of it: one of all that there are.
    func strayed(at place: Int, of intention: Intention) -> Chance {
        substituted(
            at: place, of: intention,
            choice: textSubtypes.substitutedElsewhere / Double(intention.keyboard.count))
    }

    /// A key far from those around it is hit beside them.
    func strayInserted(at place: Int, of intention: Intention) -> Chance {
        inserted(
            at: place, of: intention,
            choice: textSubtypes.insertedElsewhere / Double(intention.keyboard.count))
    }

    /// Of one of several alternatives that are as likely as each other.
    func chosen(_ slip: Slip, among alternatives: Int, share: Double = 1) -> Chance {
        stressed(Chance(rate(of: slip) * share / Double(max(alternatives, 1))))
    }

    private func keystroke(
        _ shares: Chance, _ first: Double, _ place: Int, _ intention: Intention, _ choice: Double
    ) -> Chance {
        let relative = intention.isFirst(place) ? first : 1
        return stressed(shares * (perKeystroke * relative * choice))
    }

    /// How likely each neighbour of a digit is hit, once one is: those of its own row more often.
    func odds(_ neighbours: [Keyboard.Neighbour]) -> [Double] {
        let weights = neighbours.map { $0.isSameRow ? 1 : crossRowWeight }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }
}
