import FumbleControl
import FumbleModel

/// A pasted line with a line end in it runs at once: as far as it went.
struct PasteWithNewline: SlipOperator {
    private static let slip = Slip("copy.clipboard", "pasted with a line end", .slip)

    var slips: [Slip] { [Self.slip] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let ends = intention.anatomy.words.dropLast().map(\.upperBound)
        return ends.map { end in
            Misstep(
                Self.slip, end..<intention.scalars.count, "",
                model.chosen(Self.slip, among: ends.count))
        }
    }
}
