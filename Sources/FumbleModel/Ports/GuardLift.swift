/// What lets a command through a guard that would stop it otherwise.
package enum GuardLift: Sendable, Hashable {
    /// A change ticket that is quoted.
    case ticket
    /// Waiting until so long after the run began.
    case after(TimeSpan)
}
