import FumbleModel

/// Two lines of a procedure change places.
struct WrongOrder: SlipOperator {
    private static let slip = Slip("lines.order", "wrong order", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let later = intention.surroundings.later
        return later.map {
            Misstep(Self.slip, .exchanged(step: $0), model.chosen(Self.slip, among: later.count))
        }
    }
}
