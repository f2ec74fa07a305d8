import FumbleControl
import FumbleModel

/// A name that comes out as another one of the fleet's by one stray key, or because it was cut short.
///
/// Keys beside the meant ones are `NeighbouringKey`'s: here are those far from them.
struct NameMistyped: SlipOperator {
    private static let stray = Slip("name.keystroke", "name mistyped", .slip)
    private static let short = Slip("name.prefix", "name cut short", .slip)

    var slips: [Slip] { [Self.stray, Self.short] }

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.anatomy.fields.flatMap { field -> [Misstep] in
            let name = Array(intention.scalars[field.value])
            return field.known.compactMap { other in
                misstep(from: name, to: Array(other.unicodeScalars), field.value, intention, model)
            }
        }
    }

    private func misstep(
        from name: [Unicode.Scalar], to other: [Unicode.Scalar], _ range: Range<Int>,
        _ intention: Intention, _ model: ErrorModel
    ) -> Misstep? {
        guard name != other else { return nil }
        let text = String(String.UnicodeScalarView(other))
        let same = zip(name, other).prefix { $0 == $1 }.count
        let place = range.lowerBound + min(same, name.count - 1)
        if other.count == name.count, name[(same + 1)...] == other[(same + 1)...] {
            return Misstep(Self.stray, range, text, model.strayed(at: place, of: intention))
        }
        if other.count == name.count + 1, name[same...] == other[(same + 1)...] {
            return Misstep(Self.stray, range, text, model.strayInserted(at: place, of: intention))
        }
        // Enter, or the space, comes too early: one keystroke is enough for any length.
        if same == other.count, !other.isEmpty {
            return Misstep(Self.short, range, text, model.dropped(at: place, of: intention))
        }
        return nil
    }
}
