internal import FumbleDocument
internal import FumbleModel

/// Readings of at most a bound, the bound included.
struct AtMost: BoundedTolerance {
    let bound: Located<Double>

    static let kind = Kind<any Tolerance>(
        "at-most",
        summary: "Accepts readings of at most a bound.",
        example: "{at-most: 99.9%}",
        Bound.shape.map { AtMost(bound: $0) })

    var bounds: [Located<Double>] { [bound] }

    func accepts(_ reading: Double) -> Bool { reading <= bound.value }

    func describe(using probe: any Probe) -> String { "at most \(probe.describe(bound.value))" }
}
