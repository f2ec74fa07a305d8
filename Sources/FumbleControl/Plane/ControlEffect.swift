package import FumbleModel

/// What the control plane wants done, in this order.
package enum ControlEffect: Sendable, Hashable {
    /// To be written down, at the instant of the call.
    case record(RunEvent.What)
    /// To be done to the fleet, now.
    case apply(FleetCommand)
    /// To be asked of a guard's program; the answer goes to `advise`.
    case consult(Consultation)
}

/// A question to a guard's program, and the command that waits for the answer.
package struct Consultation: Sendable, Hashable {
    package let command: Int
    /// The guard, by its place in the fleet file.
    package let place: Int
    package let question: GuardQuestion
}
