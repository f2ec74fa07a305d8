import FumbleModel

/// Arrow up, Enter: the last line again instead of this one; or this one twice.
struct PreviousLine: SlipOperator {
    private static let previous = Slip("step.previous", "previous line repeated", .slip)
    private static let twice = Slip("step.repeated", "line typed twice", .slip)

    var slips: [Slip] { [Self.previous, Self.twice] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let earlier = intention.surroundings.earlier.map(\.line)
            .reduce(into: [String]()) { unique, line in
                if line != intention.line, !unique.contains(line) { unique.append(line) }
            }
        return earlier.map {
            Misstep(Self.previous, .line($0), model.chosen(Self.previous, among: earlier.count))
        } + [Misstep(Self.twice, .twice, model.chosen(Self.twice, among: 1))]
    }
}
