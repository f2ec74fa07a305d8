internal import FumbleDocument
internal import FumbleModel

/// A share of the clients no longer finds the way to the fleet: addresses withdrawn, names that do not
/// resolve, a cut backbone.
///
/// What they ask never comes: it makes no work, it is not answered, and asking again does not help.
/// Cut off, people see no alarm and type no line; what they were about to do waits. Reverted, all find
/// the way again.
struct WithdrawRoute: Fault, NamesThings {
    /// Empty: every operation.
    let operations: [Located<String>]
    let share: Share
    let cutsOffOperators: Bool

    static let kind = Kind<any Fault>(
        "withdraw-route",
        summary: "Cuts a share of the clients off from the fleet, and people too if asked.",
        example: "{withdraw-route: {of: [get, put], share: 25%}}",
        .defaulted(
            "of", .listOrOne(of: Shape.name.located), to: [], written: "every operation",
            "the operations whose clients are cut off"),
        ConfigShapes.withdrawn, ConfigShapes.operators
    ) { WithdrawRoute(operations: $0, share: $1, cutsOffOperators: $2) }

    var names: [NamedThing] {
        operations.map { NamedThing(.operation, $0.value, at: $0.span) }
    }
    var words: String? {
        VerbDetail.route(share: share, cutsOffOperators: cutsOffOperators).words
    }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        withdraw(share, fleet) + (cutsOffOperators ? [.setReach(isReachable: false)] : [])
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        withdraw(.none, fleet) + (cutsOffOperators ? [.setReach(isReachable: true)] : [])
    }

    private func withdraw(_ share: Share, _ fleet: FleetSpec) -> [FleetCommand] {
        let named = operations.compactMap { fleet.operation(named: $0.value) }
        let all = fleet.operations.indices.map { OperationID($0) }
        return (operations.isEmpty ? all : named).map { .withdraw($0, share: share) }
    }
}
