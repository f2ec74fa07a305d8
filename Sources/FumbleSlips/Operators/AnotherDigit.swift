import FumbleModel

/// A digit is taken for another one: one that looks like it, or any; or one too many is typed.
struct AnotherDigit: SlipOperator {
    private static let alike = Slip("num.adjacent", "digit for one that looks like it", .slip)
    private static let other = Slip("num.adjacent", "another digit", .slip)
    private static let extra = Slip("num.extra", "digit added", .slip)

    var slips: [Slip] { [Self.alike, Self.other, Self.extra] }

    private static let all = (0...9).map(String.init)

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.numbers.flatMap { number in
            number.flatMap { replaced($0, in: number, intention, model) }
                + (number.lowerBound...number.upperBound).flatMap { gap in
                    Self.all.map { digit in
                        let share = Double(number.count) / Double(number.count + 1)
                        let choice = model.digits.addedOther * share / Double(Self.all.count)
                        return Misstep(
                            Self.extra, gap..<gap, digit, model.added(in: number, choice: choice))
                    }
                }
        }
    }

    private func replaced(
        _ place: Int, in number: Range<Int>, _ intention: Intention, _ model: ErrorModel
    ) -> [Misstep] {
        let digit = intention.text(place..<place + 1)
        let similar = model.digits.similar[digit] ?? []
        let neighbours = intention.keyboard.neighbours(of: intention.scalars[place])
            .map { String($0.key) }
        let others = Self.all.filter {
            $0 != digit && !similar.contains($0) && !neighbours.contains($0)
        }
        func missteps(_ slip: Slip, _ digits: [String], share: Double) -> [Misstep] {
            digits.map {
                Misstep(
                    slip, place..<place + 1, $0,
                    model.substituted(in: number, choice: share / Double(digits.count)))
            }
        }
        return missteps(Self.alike, similar, share: model.digits.alike)
            + missteps(Self.other, others, share: model.digits.other)
    }
}
