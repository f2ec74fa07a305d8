import FumbleControl
import FumbleModel

/// An option is forgotten, with its value: what it would have narrowed or kept safe is not. Or one server
/// of several.
struct FlagLeftOut: SlipOperator {
    private static let restricting = Slip("flag.missing_restrict", "option left out", .lapse)
    private static let safety = Slip("flag.missing_safety", "flag left out", .lapse)
    private static let target = Slip("step.omitted", "one of several left out", .lapse)

    var slips: [Slip] { [Self.restricting, Self.safety, Self.target] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let fields = intention.anatomy.fields
        return fields.filter { $0.role != .environment }.map { field in
            let slip =
                switch field.role {
                case .flag: Self.safety
                case .server where fields.count { $0.name == field.name } > 1: Self.target
                default: Self.restricting
                }
            // Beside a comma no space goes with it.
            let isPart =
                field.role == .server && intention.scalars[field.whole].contains(",")
            return Misstep(
                slip, isPart ? field.whole : intention.withSpace(field.whole), "",
                model.chosen(slip, among: 1))
        }
    }
}
