internal import FumbleDocument
internal import FumbleModel

/// Which servers a fault of the network is about, and whose ways to them.
struct Ways: Sendable {
    let targets: Targets
    /// Empty: everybody's.
    let from: [NamedEnd]

    static let from = Field<[Located<String>]?>.optional(
        "from", .listOrOne(of: Shape<String>.name.located),
        "whose ways to them: `clients`, groups, or servers such as `index-0`; everybody's where left "
            + "out")

    func ends(of fleet: FleetSpec) -> LinkEnds { LinkEnds(from.map(\.name), of: fleet) }
}

/// A fault of the network to servers, from everybody or from some who ask them.
protocol FaultOnLinks: FaultOnServers {
    var ways: Ways { get }
}

extension FaultOnLinks {
    var targets: Targets { ways.targets }
    var from: [NamedEnd] { ways.from }
}

/// One which stands until it is undone.
protocol LinkFault: FaultOnLinks {
    var trouble: LinkTrouble { get }
}

extension LinkFault {
    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.disturb(servers, trouble, from: ways.ends(of: fleet))]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.soothe(servers, trouble, from: ways.ends(of: fleet))]
    }
}
