internal import FumbleDocument
internal import FumbleModel

/// Readings of at least a bound, the bound included.
struct AtLeast: Tolerance {
    let bound: Double

    static let kind = Kind<any Tolerance>(
        "at-least",
        summary: "Accepts readings of at least a bound.",
        example: "{at-least: 99.9%}",
        Bound.shape.map { AtLeast(bound: $0) })

    func accepts(_ reading: Double) -> Bool { reading >= bound }

    func describe(using probe: any Probe) -> String { "at least \(probe.describe(bound))" }
}
