/// Something made wrong on purpose: injected, and reverted.
package protocol Fault: Sendable {
    /// The servers it asks for; nil: it touches none.
    var demand: TargetDemand? { get }

    /// A line that an operator types instead, reviewed by the guards; nil: it does not go that way.
    var typedLine: TypedLine? { get }

    /// The servers that it is injected into first; nil: all at once.
    var canary: Canary? { get }

    /// What it does beyond what its kind says, for a plan; nil: its kind says all.
    var words: String? { get }

    /// Whose ways to its servers it is about, as they are written; empty: everybody's.
    var from: [NamedEnd] { get }

    /// What to do to the fleet, given the servers picked.
    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand]

    /// What undoes it, in the order to apply it.
    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand]
}

extension Fault {
    package var demand: TargetDemand? { nil }
    package var typedLine: TypedLine? { nil }
    package var canary: Canary? { nil }
    package var words: String? { nil }
    package var from: [NamedEnd] { [] }
}

/// Which servers a fault asks for: those of a subsystem, a group or a zone, some or all of them.
package struct TargetDemand: Sendable, Hashable {
    package let among: Among
    /// nil: every one.
    package let count: ServerAmount?
    package let position: SourcePosition

    package init(among: Among, count: ServerAmount?, position: SourcePosition) {
        self.among = among
        self.count = count
        self.position = position
    }

    /// The name in the file; the compiler has made sure that it is known.
    package enum Among: Sendable, Hashable {
        case subsystem(String)
        case group(String)
        case zone(String)
        /// The servers that are primaries of a subsystem when the fault is injected.
        case primary(of: String)
    }

    /// Every server that fits, in order of their numbers; empty for a name that is not known.
    ///
    /// - Parameter primaries: those of each subsystem now; of one that is not in the list, those at
    ///   the start of the run.
    package func candidates(
        in fleet: FleetSpec, _ topology: Topology, primaries: [[ServerID]] = []
    ) -> [ServerID] {
        switch among {
        case .subsystem(let name):
            fleet.subsystem(named: name).map { topology.carriers[$0.index] } ?? []
        case .group(let name):
            servers(topology, where: { topology.groupNames[Int(topology.groupOf[$0])] == name })
        case .zone(let name):
            servers(
                topology,
                where: { index in
                    let zone = Int(topology.zoneOf[index])
                    return zone >= 0 && fleet.zones[zone] == name
                })
        case .primary(let name):
            fleet.subsystem(named: name).map { id in
                primaries.indices.contains(id.index)
                    ? primaries[id.index].sorted()
                    : topology.firstPrimaries(of: id, in: fleet)
            } ?? []
        }
    }

    /// Every server that could ever fit, whoever is a primary by then.
    package func everyCandidate(in fleet: FleetSpec, _ topology: Topology) -> [ServerID] {
        guard case .primary(let name) = among else { return candidates(in: fleet, topology) }
        return fleet.subsystem(named: name).map { topology.carriers[$0.index] } ?? []
    }

    private func servers(_ topology: Topology, where fits: (Int) -> Bool) -> [ServerID] {
        (0..<topology.serverCount).filter(fits).map { ServerID($0) }
    }
}

/// A line as it was meant and as it reached Enter.
package struct TypedLine: Sendable, Hashable {
    package let meant: String
    package let typed: String
    /// The windows they belong in; nil: not said.
    package let meantWindow: String?
    package let typedWindow: String?
    package let meantPosition: SourcePosition
    package let typedPosition: SourcePosition
    /// What the operator does beside typing.
    package let conduct: Conduct
    /// The servers that the team's own tool was seen to remove on it; nil: the playbook says what it does.
    package let removing: [ServerID]?

    package init(
        meant: String, typed: String, meantWindow: String?, typedWindow: String?,
        meantPosition: SourcePosition, typedPosition: SourcePosition, conduct: Conduct = .usual,
        removing: [ServerID]? = nil
    ) {
        self.conduct = conduct
        self.removing = removing
        self.meant = meant
        self.typed = typed
        self.meantWindow = meantWindow
        self.typedWindow = typedWindow
        self.meantPosition = meantPosition
        self.typedPosition = typedPosition
    }

    /// As it was meant and as it was typed, each with its window.
    package var both: [(text: String, window: String?)] {
        [(meant, meantWindow), (typed, typedWindow)]
    }

    package var isMistyped: Bool { meant != typed || meantWindow != typedWindow }
}
