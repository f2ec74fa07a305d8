import FumbleControl
import FumbleModel

/// A value that is empty: a variable that is not set, a field that was cleared.
struct ValueBlank: SlipOperator {
    private static let slip = Slip("blank.value", "value blank", .lapse)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.anatomy.fields.filter { $0.role != .flag }.map { field in
            Misstep(Self.slip, field.value, "''", model.chosen(Self.slip, among: 1))
        }
    }
}
