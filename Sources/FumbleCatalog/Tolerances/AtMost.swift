internal import FumbleDocument
internal import FumbleModel

/// Readings of at most a bound, the bound included.
struct AtMost: Tolerance {
    let bound: Double

    static let kind = Kind<any Tolerance>(
        "at-most",
        summary: "Accepts readings of at most a bound.",
        example: "{at-most: 99.9%}",
        Bound.shape.map { AtMost(bound: $0) })

    func accepts(_ reading: Double) -> Bool { reading <= bound }

    func describe(using probe: any Probe) -> String { "at most \(probe.describe(bound))" }
}
