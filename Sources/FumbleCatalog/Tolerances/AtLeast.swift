internal import FumbleDocument
internal import FumbleModel

/// Readings of at least a bound, the bound included.
struct AtLeast: BoundedTolerance {
    let bound: Located<Double>

    static let kind = Kind<any Tolerance>(
        "at-least",
        summary: "Accepts readings of at least a bound.",
        example: "{at-least: 99.9%}",
        Bound.shape.map { AtLeast(bound: $0) })

    var bounds: [Located<Double>] { [bound] }

    func accepts(_ reading: Double) -> Bool { reading >= bound.value }

    func describe(using probe: any Probe) -> String { "at least \(probe.describe(bound.value))" }
}
