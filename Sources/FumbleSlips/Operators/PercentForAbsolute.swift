import FumbleModel

/// A share for a number, or a number for a share.
struct PercentForAbsolute: SlipOperator {
    private static let slip = Slip("num.percent", "percent for absolute", .mistake)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.numbers.map { number in
            let end = number.upperBound
            let isPercent = end < intention.scalars.count && intention.scalars[end] == "%"
            return Misstep(
                Self.slip, end..<(isPercent ? end + 1 : end), isPercent ? "" : "%",
                model.chosen(Self.slip, among: 1))
        }
    }
}
