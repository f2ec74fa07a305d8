/// Somebody who may want a run to end early, asked after each window.
package protocol Interruption: Sendable {
    /// The name of the signal that came, such as `SIGINT`; nil: none has.
    var signal: String? { get }
}

/// Nobody ends the run early.
package struct NoInterruption: Interruption {
    package init() {}

    package var signal: String? { nil }
}
