import FumbleControl
import FumbleModel

/// Another name of the same list: by completion, by menu, by habit.
struct SiblingName: SlipOperator {
    private static let slip = Slip("name.sibling", "sibling name", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.anatomy.fields.filter { $0.role != .environment }.flatMap { field in
            let typed = intention.text(field.value)
            let others = field.known.filter { $0 != typed }
            return others.map {
                Misstep(
                    Self.slip, field.value, $0, model.chosen(Self.slip, among: others.count))
            }
        }
    }
}
