import FumbleControl
import FumbleModel

/// A flag that is always typed, or was in the history: `--force`.
struct FlagAddedByHabit: SlipOperator {
    private static let slip = Slip("flag.extra_force", "flag added by habit", .slip)

    var slips: [Slip] { [Self.slip] }

    /// Flags of habit, beside those that the usage line has.
    private static let usual = ["--force", "--yes", "--all"]

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let left = intention.anatomy.flagsLeft
        let flags =
            left
            + Self.usual.filter { flag in
                !left.contains(flag) && !intention.anatomy.fields.contains { $0.name == flag }
            }
        let end = intention.scalars.count
        return flags.map {
            Misstep(Self.slip, end..<end, " \($0)", model.chosen(Self.slip, among: flags.count))
        }
    }
}
