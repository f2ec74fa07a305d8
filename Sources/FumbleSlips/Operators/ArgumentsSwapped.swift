import FumbleControl
import FumbleModel

/// Two values are typed in each other's places.
struct ArgumentsSwapped: SlipOperator {
    private static let slip = Slip("args.swapped", "arguments swapped", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let fields = intention.anatomy.fields.filter { $0.role != .flag }
            .sorted { $0.value.lowerBound < $1.value.lowerBound }
        let pairs = fields.indices.flatMap { first in
            fields[(first + 1)...].map { (fields[first], $0) }
        }.filter { first, second in
            // Servers of one list are the same in any order.
            first.role != .server || first.name != second.name
        }
        return pairs.map { first, second in
            Misstep(
                Self.slip,
                .edit([
                    LineEdit(range: first.value, text: intention.text(second.value)),
                    LineEdit(range: second.value, text: intention.text(first.value)),
                ]), model.chosen(Self.slip, among: pairs.count))
        }
    }
}
