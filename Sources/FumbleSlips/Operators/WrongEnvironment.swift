import FumbleControl
import FumbleModel

/// The right command, for another environment; or the environment is left out, and a default holds.
struct WrongEnvironment: SlipOperator {
    private static let wrong = Slip("env.wrong", "wrong environment", .slip)
    private static let missing = Slip("env.missing", "environment left out", .lapse)

    var slips: [Slip] { [Self.wrong, Self.missing] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.anatomy.fields.filter { $0.role == .environment }.flatMap { field in
            let typed = intention.text(field.value)
            let others = (field.known + intention.surroundings.environments)
                .reduce(into: [String]()) { unique, name in
                    if name != typed, !unique.contains(name) { unique.append(name) }
                }
            return others.map {
                Misstep(
                    Self.wrong, field.value, $0, model.chosen(Self.wrong, among: others.count))
            } + [
                Misstep(
                    Self.missing, intention.withSpace(field.whole), "",
                    model.chosen(Self.missing, among: 1))
            ]
        }
    }
}
