package import FumbleDocument
package import FumbleModel

extension Catalog {
    /// What the example of a kind of fault does to a fleet that has whatever it names.
    ///
    /// What a fleet must be able to do for a kind is so found in the kind's own declaration.
    package func deeds(of kind: Kind<any Fault>) -> [FleetCommand] {
        var reading = Reading()
        guard let root = Self.tree(of: kind.example),
            let fault = faults.read(root, &reading)?.value
        else { return [] }
        let names = (fault as? any NamesThings)?.names ?? []
        return fault.commands(on: [], of: .having(names))
    }

    private static func tree(of example: String) -> Node? {
        // An example that is no YAML fails a test of its own.
        try? YAMLReader.read(Array(example.utf8), file: "example.yaml").root
    }
}

extension FleetSpec {
    /// A fleet of which there is nothing but names.
    fileprivate static func having(_ things: [NamedThing]) -> FleetSpec {
        let subsystems = things.filter { $0.kind == .subsystem }.map { thing in
            SubsystemSpec(
                name: thing.name, position: thing.span.start, minimum: .count(1), cells: nil,
                state: nil,
                restart: RestartSpec(
                    boot: .zero, load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
                    slowedAbove: nil, fails: .none),
                servesFrom: .none, needs: .none, slots: 1)
        }
        let operations = things.filter { $0.kind == .operation }.map { thing in
            OperationSpec(
                name: thing.name, position: thing.span.start, path: [],
                rate: Frequency(perSecond: 1), timeout: .seconds(1), retries: .none)
        }
        return FleetSpec(
            name: "any", environment: "any", zones: [], subsystems: subsystems, groups: [],
            operations: operations, dependents: [], alarms: [], promises: [], playbook: [],
            guards: [], noticesAfter: .zero)
    }
}
