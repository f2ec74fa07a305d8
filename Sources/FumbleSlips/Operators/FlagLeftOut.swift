import FumbleControl
import FumbleModel

/// An option is forgotten, with its value: what it would have narrowed or kept safe is not.
struct FlagLeftOut: SlipOperator {
    private static let restricting = Slip("flag.missing_restrict", "option left out", .lapse)
    private static let safety = Slip("flag.missing_safety", "flag left out", .lapse)

    var slips: [Slip] { [Self.restricting, Self.safety] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.anatomy.fields.filter { $0.role != .environment }.map { field in
            let slip = field.role == .flag ? Self.safety : Self.restricting
            return Misstep(
                slip, intention.withSpace(field.whole), "", model.chosen(slip, among: 1))
        }
    }
}
