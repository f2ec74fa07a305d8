import FumbleModel

/// The line is forgotten.
struct StepOmitted: SlipOperator {
    private static let slip = Slip("step.omitted", "step left out", .lapse)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        [Misstep(Self.slip, .nothing, model.chosen(Self.slip, among: 1))]
    }
}
