import FumbleControl
import FumbleModel

/// A pattern that is shorter or looser than the one that was meant.
struct WildcardWidened: SlipOperator {
    private static let wider = Slip("glob.widened", "wildcard widened", .mistake)
    private static let space = Slip("glob.space", "space before a wildcard", .slip)

    var slips: [Slip] { [Self.wider, Self.space] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        let patterns = intention.anatomy.fields.filter { field in
            field.role != .flag && intention.scalars[field.value].contains { $0 == "*" }
        }
        return patterns.flatMap { field -> [Misstep] in
            guard
                let star = intention.scalars[field.value].firstIndex(of: "*")
            else { return [] }
            let head = intention.text(field.value.lowerBound..<star)
            let wider = head.indices.map { head[..<$0] + "*" }.map(String.init)
                .filter { $0 != intention.text(field.value) }
            return wider.map {
                Misstep(
                    Self.wider, field.value, $0, model.chosen(Self.wider, among: wider.count))
            } + [
                Misstep(
                    Self.space, star..<star, " ", model.strayInserted(at: star, of: intention))
            ]
        }
    }
}
