package import FumbleModel

/// The subsystems that a run restarted in full, from its events: no server of them served at one
/// moment, then at least as many boots began as it has servers, and then it was whole again.
///
/// Counted in the arm that is the fleet's as configured. What fumble puts right itself counts for
/// nothing.
package enum FullRestarts {
    /// - Parameter servers: how many servers carry each subsystem, in the fleet's order.
    package static func subsystems(of run: Run, servers: [Int]) -> [SubsystemID] {
        guard let arm = run.arms.first(where: { $0.arm == .guarded }) ?? run.arms.only else {
            return []
        }
        var courses = servers.map(Course.init)
        for event in arm.events.prefix(while: { $0.what != .phase(.rollback) }) {
            guard case .fleet(let what) = event.what else { continue }
            switch what {
            case .serving(let subsystem, let servers)
            where courses.indices.contains(subsystem.index):
                courses[subsystem.index].serve(servers)
            case .phase(let subsystem, .boot, let servers)
            where courses.indices.contains(subsystem.index):
                courses[subsystem.index].booted += servers
            default: break
            }
        }
        return courses.indices.filter { courses[$0].isDone }.map { SubsystemID($0) }
    }

    private struct Course {
        let servers: Int
        private(set) var isDone = false
        private var wasDown = false
        /// Boots that began since the last time at which all of it served.
        var booted = 0

        init(servers: Int) { self.servers = servers }

        mutating func serve(_ count: Int) {
            if count == 0 { wasDown = true }
            guard count >= servers else { return }
            if wasDown, booted >= servers { isDone = true }
            (wasDown, booted) = (false, 0)
        }
    }
}

extension Array {
    /// The only element; nil: there are none or several.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
