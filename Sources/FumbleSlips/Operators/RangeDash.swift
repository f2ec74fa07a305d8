import FumbleControl
import FumbleModel

/// The dash of a range lost, turned into a comma, or its ends exchanged: `1-4` becomes `14`.
struct RangeDash: SlipOperator {
    private static let dash = Slip("range.dash", "range dash wrong", .slip)
    private static let ends = Slip("range.endpoint", "ends of a range exchanged", .slip)

    var slips: [Slip] { [Self.dash, Self.ends] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let numbers = intention.numbers + bracketed(in: intention)
        return numbers.flatMap { first -> [Misstep] in
            let dash = first.upperBound
            guard let second = numbers.first(where: { $0.lowerBound == dash + 1 }),
                intention.scalars[dash] == "-"
            else { return [] }
            let range = dash..<dash + 1
            return [
                Misstep(Self.dash, range, "", model.dropped(at: dash, of: intention)),
                Misstep(Self.dash, range, ",", model.strayed(at: dash, of: intention)),
                Misstep(
                    Self.ends, first.lowerBound..<second.upperBound,
                    intention.text(second) + "-" + intention.text(first),
                    model.strayed(at: dash, of: intention)),
            ]
        }
    }

    /// The digits of a pattern of servers' names: `web-[1-4]`.
    private func bracketed(in intention: Intention) -> [Range<Int>] {
        let scalars = intention.scalars
        return intention.anatomy.fields.filter { $0.role == .server }.flatMap { field in
            field.value.filter { place in
                ("0"..."9").contains(scalars[place])
                    && place > field.value.lowerBound && place + 1 < field.value.upperBound
                    && (scalars[place - 1] == "[" && scalars[place + 1] == "-"
                        || scalars[place - 1] == "-" && scalars[place + 1] == "]")
            }.map { $0..<$0 + 1 }
        }
    }
}
