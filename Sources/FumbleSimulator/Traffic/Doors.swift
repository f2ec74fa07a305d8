internal import FumbleModel

/// What keeps clients from the fleet before any server sees them: routes that were withdrawn, and a
/// door that lets in a share of them. Also which share of clients' attempts a subsystem refuses, and
/// whether people can reach the control plane.
struct Doors: Sendable {
    /// By operation, the share of its clients that is cut off, and that is let in.
    private(set) var withdrawn: [Share]
    private(set) var admitted: [Share]
    /// By subsystem, the share of clients' attempts refused there.
    private(set) var denied: [Share]
    var isReachable = true
    /// Whether anything of this was ever changed for clients.
    private(set) var areInUse = false

    init(operations: Int, subsystems: Int) {
        withdrawn = [Share](repeating: .none, count: operations)
        admitted = [Share](repeating: .whole, count: operations)
        denied = [Share](repeating: .none, count: subsystems)
    }

    /// The share of an operation's clients that finds the way to the fleet.
    func reaching(_ operation: Int) -> Double { 1 - withdrawn[operation].fraction }

    /// The share of them all that comes in.
    func comingIn(_ operation: Int) -> Double {
        reaching(operation) * admitted[operation].fraction
    }

    mutating func withdraw(_ share: Share, of operation: Int) {
        withdrawn[operation] = share
        areInUse = true
    }

    mutating func admit(_ share: Share, of operation: Int) {
        admitted[operation] = share
        areInUse = true
    }

    mutating func deny(_ share: Share, at subsystem: Int) {
        denied[subsystem] = share
        areInUse = true
    }
}
