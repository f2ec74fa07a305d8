import FumbleControl
import FumbleModel

/// A value of an earlier line is pasted: yesterday's list, the host of before.
struct StaleClipboard: SlipOperator {
    private static let slip = Slip("list.stale", "stale clipboard", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.anatomy.fields.filter { $0.role != .flag }.flatMap { field -> [Misstep] in
            let typed = intention.text(field.value)
            var stale: [String] = []
            for earlier in intention.surroundings.earlier {
                let scalars = Array(earlier.line.unicodeScalars)
                for other in earlier.anatomy.fields where other.name == field.name {
                    let text = String(String.UnicodeScalarView(scalars[other.value]))
                    if text != typed, !stale.contains(text) { stale.append(text) }
                }
            }
            return stale.map {
                Misstep(Self.slip, field.value, $0, model.chosen(Self.slip, among: stale.count))
            }
        }
    }
}
