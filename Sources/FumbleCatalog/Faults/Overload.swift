internal import FumbleDocument
internal import FumbleModel

/// Clients ask several times as much; reverted, they ask what they did.
struct Overload: Fault, NamesThings {
    let operation: Located<String>
    let factor: Double

    static let kind = Kind<any Fault>(
        "overload",
        summary: "Makes clients ask several times as much.",
        example: "{overload: {of: get, factor: 3x}}",
        .required("of", Shape.name.located, "the operation they ask"),
        .required(
            "factor", .factor.within(0...1_000_000).changing.asking,
            "times as much as its own rate")
    ) { Overload(operation: $0, factor: $1) }

    var names: [NamedThing] { [NamedThing(.operation, operation.value, at: operation.span)] }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        offer(factor, of: fleet)
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        offer(1, of: fleet)
    }

    private func offer(_ factor: Double, of fleet: FleetSpec) -> [FleetCommand] {
        fleet.operation(named: operation.value).map { [.offer($0, factor: factor)] } ?? []
    }
}
