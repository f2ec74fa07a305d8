internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// A fleet on its way from what is written to what can be run; checks look at both.
///
/// Lists of `spec` and of `written` stand in the same order.
struct FleetDraft: Sendable {
    let written: WrittenFleet
    let names: FleetNames
    let spec: FleetSpec
    let topology: Topology
    /// The grammar of each playbook entry; nil where it does not parse.
    let usages: [Usage?]
    /// Whether every server and what it carries was read and is known: only then can anything be
    /// said about numbers of servers.
    let isCountable: Bool

    /// Servers that carry a subsystem.
    func capacity(of subsystem: Int) -> Int { topology.carriers[subsystem].count }

    /// Servers of a subsystem that must serve.
    func minimum(of subsystem: Int) -> Int {
        spec.subsystems[subsystem].minimum.resolved(of: capacity(of: subsystem))
    }
}
