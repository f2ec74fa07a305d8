internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// Bounds on shares that no share can reach, such as `99.9` where `99.9%` is meant.
enum ShareBounds {
    static func check(
        _ probe: Chosen<any Probe>, _ tolerance: Chosen<any Tolerance>, _ reading: inout Reading
    ) {
        check(probe, (tolerance.value as? any BoundedTolerance)?.bounds ?? [], &reading)
    }

    static func check(
        _ probe: Chosen<any Probe>, _ bounds: [Located<Double>], _ reading: inout Reading
    ) {
        guard probe.value is any ShareProbe else { return }
        let (whole, percent) = (1.0, 100.0)
        for bound in bounds where bound.value > whole {
            let likely = bound.value <= percent ? PlainNumber.text(bound.value) : "99.9"
            reading.report(
                .outOfRange, at: bound.span,
                "`\(probe.kind)` reads a share, which is never above 100%",
                help: "write `\(likely)%`")
        }
    }
}
