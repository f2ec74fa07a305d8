import Synchronization

/// What the servers of each arm printed, handed from hosts to whoever writes the run down.
package final class ServerLogs: Sendable {
    // A class: the hosts of all arms and the writer share it.
    private let arms = Mutex<[[ServerLog]]>([])

    package init() {}

    /// Called once for each arm, when its servers have ended.
    func put(_ logs: [ServerLog]) { arms.withLock { $0.append(logs) } }

    /// The logs of each arm, in the order in which the arms ended.
    package var byArm: [[ServerLog]] { arms.withLock { $0 } }
}
