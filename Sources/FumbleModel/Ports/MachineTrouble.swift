/// What is wrong with something that a server stands on.
package enum MachineTrouble: Sendable, Hashable {
    /// A file that it read when it started is now another: the next start meets that one.
    case configDrift(file: String, from: String, to: String)

    /// The fault's word.
    package var word: String {
        switch self {
        case .configDrift: "config-drift"
        }
    }

    /// What a fleet that is made of values would need for it; nil: it can do it.
    var lacksOnSimulated: String? {
        switch self {
        case .configDrift: nil
        }
    }
}
