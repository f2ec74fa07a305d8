import FumbleControl
import FumbleModel

/// What the conductor wants done, in this order, at the instant of the call.
enum Effect: Sendable, Hashable {
    case record(RunEvent.What)
    /// What undoes the fault that comes next: on a real fleet it is written down before that is done.
    case foresee(path: String, kind: String, undo: [FleetCommand])
    case apply(FleetCommand)
    /// To be asked of a guard's program; what it answers is told as `advised`.
    case consult(Consultation)
    /// Part of a deed of fumble's own, which must be undone from then on.
    case inject(FleetCommand, deed: Int)
    /// All that undoes a deed was done.
    case undone(deed: Int)
    /// The steady state does not hold before the first step, or a stop condition is met.
    case stop(reason: String)
}

/// What the conductor is told.
enum Happening: Sendable {
    case began(Tally)
    case fleet(FleetEvent)
    case windowClosed(Tally)
    /// The time of the first thing due has come: one thing is done for each of these.
    case due(Tally, [Life], primaries: [[ServerID]])
    /// A guard's program answered.
    case advised(Consultation, GuardAdvice, Tally, [Life])
    case horizon
    /// The arm ends, for whatever reason.
    case ended
}

/// When something happens, and the windows so far.
struct Scene: Sendable {
    let at: Instant
    let windows: ArraySlice<WindowSample>

    /// - Returns: nil: no data, or fewer windows so far than the probe looks at.
    func reading(of probe: any Probe, in fleet: FleetSpec) -> Double? {
        let count = max(probe.windows, 1)
        return windows.count < count ? nil : probe.read(windows.suffix(count), of: fleet)
    }
}
