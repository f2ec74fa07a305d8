import FumbleControl
import FumbleModel

/// Another name of the same list, or another word of the same place: by completion, by menu, by habit.
struct SiblingName: SlipOperator {
    private static let slip = Slip("name.sibling", "sibling name", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let names = intention.anatomy.fields.filter { $0.role != .environment }.flatMap { field in
            let typed = intention.text(field.value)
            return Self.missteps(at: field.value, field.known.filter { $0 != typed }, model)
        }
        return names
            + intention.anatomy.literals.flatMap { Self.missteps(at: $0.place, $0.others, model) }
    }

    private static func missteps(
        at place: Range<Int>, _ others: [String], _ model: ErrorModel
    ) -> [Misstep] {
        others.map { Misstep(slip, place, $0, model.chosen(slip, among: others.count)) }
    }
}
