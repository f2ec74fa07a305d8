/// Whom a subsystem can refuse although it is up.
package enum Asker: Sendable, Hashable, Codable {
    /// Whoever asks it by an operation whose path has it.
    case clients
    /// People who operate it.
    case operators
    /// Another subsystem that needs it.
    case subsystem(SubsystemID)

    package static let clientsWord = "clients"
    package static let operatorsWord = "operators"

    /// - Parameter name: `clients`, `operators`, or the name of a subsystem.
    /// - Returns: nil: no subsystem of the fleet bears the name.
    package init?(_ name: String, of fleet: FleetSpec) {
        switch name {
        case Self.clientsWord: self = .clients
        case Self.operatorsWord: self = .operators
        default:
            guard let id = fleet.subsystem(named: name) else { return nil }
            self = .subsystem(id)
        }
    }
}
