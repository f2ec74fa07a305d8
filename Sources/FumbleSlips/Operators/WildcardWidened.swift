import FumbleControl
import FumbleModel

/// A pattern that is shorter or looser than the one that was meant.
struct WildcardWidened: SlipOperator {
    private static let wider = Slip("glob.widened", "wildcard widened", .mistake)
    private static let space = Slip("glob.space", "space before a wildcard", .slip)

    var slips: [Slip] { [Self.wider, Self.space] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let patterns = intention.anatomy.fields.filter { field in
            field.role != .flag
                && intention.scalars[field.value].contains { marks(of: field).contains($0) }
        }
        return patterns.flatMap { field -> [Misstep] in
            let marks = marks(of: field)
            guard
                let mark = intention.scalars[field.value].firstIndex(where: { marks.contains($0) })
            else { return [] }
            let head = intention.text(field.value.lowerBound..<mark)
            let ends = Array(head.indices) + (field.role == .server ? [head.endIndex] : [])
            let wider = ends.map { head[..<$0] + "*" }.map(String.init)
                .filter { $0 != intention.text(field.value) }
            let widened = wider.map {
                Misstep(
                    Self.wider, field.value, $0, model.chosen(Self.wider, among: wider.count))
            }
            guard intention.scalars[mark] == "*" else { return widened }
            return widened + [
                Misstep(
                    Self.space, mark..<mark, " ", model.strayInserted(at: mark, of: intention))
            ]
        }
    }

    /// What makes a pattern of names of servers, and of anything else.
    private func marks(of field: LineField) -> [Unicode.Scalar] {
        field.role == .server ? ["*", "?", "["] : ["*"]
    }
}
