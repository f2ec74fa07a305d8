import FumbleModel

/// A minus lost or added: less becomes more, and a change becomes an amount.
struct SignWrong: SlipOperator {
    private static let slip = Slip("num.sign", "sign wrong", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.numbers.flatMap { number -> [Misstep] in
            let start = number.lowerBound
            let before = start > 0 ? intention.scalars[start - 1] : " "
            // `--count=-4`, `-4`; the dash of `1-4` is a range's.
            if before == "-" || before == "+" {
                let chance = model.dropped(at: start - 1, of: intention)
                let other: Unicode.Scalar = before == "-" ? "+" : "-"
                return [
                    Misstep(Self.slip, start - 1..<start, "", chance),
                    Misstep(
                        Self.slip, start - 1..<start, String(other),
                        model.strayed(at: start - 1, of: intention)),
                ]
            }
            return ["-", "+"].map {
                Misstep(
                    Self.slip, start..<start, $0, model.strayInserted(at: start, of: intention))
            }
        }
    }
}
