internal import FumbleDocument
internal import FumbleModel

/// A fleet as it will be at the time of an experiment that says `as-of`.
enum LaterFleet {
    /// The fleet itself where the experiment takes place now, or where it cannot be told.
    static func of(
        _ fleet: FleetDraft, as asOf: Located<TimeSpan>?, on kind: FleetKind,
        _ diagnostics: inout Diagnostics
    ) -> FleetDraft {
        guard let asOf else { return fleet }
        guard kind == .simulated else {
            diagnostics.report(
                .notOnThisFleet, at: asOf.span, "real processes are as old as they are",
                help: "leave `as-of` out, or run it `--on simulated`")
            return fleet
        }
        guard let spec = fleet.spec.later(by: asOf.value) else {
            let grown = fleet.spec.subsystems.first { $0.later(by: asOf.value) == nil }
            diagnostics.report(
                .grownTooLarge, at: asOf.span,
                "by then the state of `\(grown?.name ?? "")` has grown to more than can be counted",
                help: "write an earlier time, or a smaller `growth`")
            return fleet
        }
        return FleetDraft(
            written: fleet.written, names: fleet.names, spec: spec, topology: fleet.topology,
            usages: fleet.usages, isCountable: fleet.isCountable)
    }
}
