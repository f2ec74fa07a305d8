import FumbleModel

/// The right line in the wrong window: another host, or another environment.
struct WrongWindow: SlipOperator {
    private static let slip = Slip("host.wrong_window", "wrong window", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let others = intention.surroundings.windows.filter { $0 != intention.window }
        return others.map {
            Misstep(Self.slip, .window($0), model.chosen(Self.slip, among: others.count))
        }
    }
}
