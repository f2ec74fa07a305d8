package import FumbleModel

/// What the control plane wants done, in this order.
package enum ControlEffect: Sendable, Hashable {
    /// To be written down, at the instant of the call.
    case record(RunEvent.What)
    /// To be done to the fleet, now.
    case apply(FleetCommand)
}
