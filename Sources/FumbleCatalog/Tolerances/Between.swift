internal import FumbleDocument
internal import FumbleModel

/// Readings from one bound to another, both included.
struct Between: BoundedTolerance {
    let low: Located<Double>
    let high: Located<Double>

    static let kind = Kind<any Tolerance>(
        "between",
        summary: "Accepts readings from one bound to another.",
        example: "{between: [95%, 100%]}",
        Shape.list(of: Bound.shape).checked { bounds in
            guard bounds.count == 2, bounds[0].value <= bounds[1].value else {
                return ScalarMistake(
                    .outOfRange, "must be two bounds, the lower first",
                    help: "write `between: [95%, 100%]`")
            }
            return nil
        }.map { Between(low: $0[0], high: $0[1]) })

    var bounds: [Located<Double>] { [low, high] }

    func accepts(_ reading: Double) -> Bool { reading >= low.value && reading <= high.value }

    func describe(using probe: any Probe) -> String {
        "from \(probe.describe(low.value)) to \(probe.describe(high.value))"
    }
}
