package import FumbleModel

/// What people can reach of what they operate; automation reaches all of it.
package struct Reach: Sendable {
    /// Whether they can reach the control plane, and see any alarm.
    package private(set) var isOpen = true
    private var lockedOut: [SubsystemID] = []

    package init() {}

    package mutating func note(_ what: FleetEvent.What) {
        switch what {
        case .reach(let isReachable): isOpen = isReachable
        case .denied(let subsystem, .operators, let share):
            lockedOut.removeAll { $0 == subsystem }
            if share > .none { lockedOut.append(subsystem) }
        default: return
        }
    }

    /// Whether people can do something, past the playbook.
    package func allows(_ template: VerbTemplate, of fleet: FleetSpec) -> Bool {
        if template.verb.isFromOutside { return true }
        return isOpen && !lockedOut.contains { template.of.contains(fleet[$0].name) }
    }

    /// A subsystem that a deed is about and that people have no access to; nil: there is none.
    func barred(_ deed: ResolvedDeed) -> SubsystemID? {
        deed.verb.isFromOutside ? nil : deed.subsystems.first { lockedOut.contains($0) }
    }
}
