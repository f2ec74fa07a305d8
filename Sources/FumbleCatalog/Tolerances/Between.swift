internal import FumbleDocument
internal import FumbleModel

/// Readings from one bound to another, both included.
struct Between: Tolerance {
    let low: Double
    let high: Double

    static let kind = Kind<any Tolerance>(
        "between",
        summary: "Accepts readings from one bound to another.",
        example: "{between: [95%, 100%]}",
        Shape.list(of: Bound.shape).checked { bounds in
            guard bounds.count == 2, bounds[0] <= bounds[1] else {
                return ScalarMistake(
                    .outOfRange, "must be two bounds, the lower first",
                    help: "write `between: [95%, 100%]`")
            }
            return nil
        }.map { Between(low: $0[0], high: $0[1]) })

    func accepts(_ reading: Double) -> Bool { reading >= low && reading <= high }

    func describe(using probe: any Probe) -> String {
        "from \(probe.describe(low)) to \(probe.describe(high))"
    }
}
