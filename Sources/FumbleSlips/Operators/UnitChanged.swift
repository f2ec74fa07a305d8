import FumbleModel

/// The right number with the wrong unit, or with none.
struct UnitChanged: SlipOperator {
    private static let time = Slip("unit.time", "unit of time wrong", .slip)
    private static let size = Slip("unit.size", "unit of size wrong", .slip)

    var slips: [Slip] { [Self.time, Self.size] }

    private static let times = ["ms", "s", "m", "h", "d"]
    private static let sizes = ["B", "K", "M", "G", "T", "KB", "MB", "GB", "TB", "k", "g", "t"]

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.numbers.flatMap { number -> [Misstep] in
            let rest = intention.scalars[number.upperBound...].prefix { $0.properties.isAlphabetic }
            guard !rest.isEmpty else { return [] }
            let range = number.upperBound..<number.upperBound + rest.count
            let unit = intention.text(range)
            let (slip, units) =
                Self.times.contains(unit) ? (Self.time, Self.times) : (Self.size, Self.sizes)
            guard units.contains(unit) else { return [] }
            let others = units.filter { $0 != unit } + [""]
            return others.map {
                Misstep(slip, range, $0, model.chosen(slip, among: others.count))
            }
        }
    }
}
