import FumbleControl
import FumbleModel

/// The option is typed, its value is not; what follows may be taken for it.
struct ValueLeftOut: SlipOperator {
    private static let slip = Slip("num.drop_all", "value left out", .lapse)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.anatomy.fields.filter { $0.role != .flag && $0.option != nil }.map { field in
            Misstep(
                Self.slip, intention.withSpace(field.value), "",
                model.chosen(Self.slip, among: 1))
        }
    }
}
