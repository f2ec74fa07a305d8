internal import FumbleCatalog
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleModel
internal import FumbleProcesses

/// A kind of fault as it can be done here: on each fleet, what it lacks if it cannot.
struct FaultMeans: Sendable {
    let kind: String
    /// nil: it can be done.
    let onSimulated: Lack?
    let onProcesses: Lack?

    typealias Lack = Machine.Lack

    /// Every kind there is.
    static func all(_ catalog: Catalog, _ machine: Machine) -> [FaultMeans] {
        catalog.faults.kinds.map { kind in
            let deeds = catalog.deeds(of: kind)
            return FaultMeans(
                kind: kind.name,
                onSimulated: deeds.compactMap(\.lacksOnSimulated).first.map {
                    Lack(reason: "a simulated fleet has no \($0)")
                },
                onProcesses: deeds.compactMap { lack(of: machine, for: $0) }.first)
        }
    }

    /// What this machine lacks for the steps of an experiment.
    ///
    /// - Returns: one line for each, in the order of the file.
    static func lacking(for experiment: CompiledExperiment, _ machine: Machine) -> [String] {
        let plan = experiment.plan
        let ofSteps = plan.method.compactMap { step -> String? in
            guard case .inject(let planned, _) = step.action else { return nil }
            let deeds = planned.fault.commands(on: [], of: plan.fleet)
            guard let lack = deeds.compactMap({ lack(of: machine, for: $0) }).first else {
                return nil
            }
            let help = lack.help.map { "; \($0)" } ?? ""
            return "\(step.position): `\(planned.kind)` cannot be done on this machine: "
                + "\(lack.reason)\(help)"
        }
        return lacking(for: plan.fleet, machine) + ofSteps
    }

    /// What this machine lacks for the networks of a fleet.
    static func lacking(for fleet: FleetSpec, _ machine: Machine) -> [String] {
        guard let position = fleet.processes?.namespaces, let lack = machine.lackOfNetworks else {
            return []
        }
        let help = lack.help.map { "; \($0)" } ?? ""
        return [
            "\(position): `network: namespaces` cannot be had on this machine: "
                + "\(lack.reason)\(help)"
        ]
    }

    private static func lack(of machine: Machine, for deed: FleetCommand) -> Lack? {
        guard deed.isPossibleOnProcesses else {
            return Lack(reason: "programs that know nothing of fumble cannot be made to do it")
        }
        return machine.lack(for: deed)
    }
}

extension Machine.Lack {
    /// What to do about it; nil: nothing helps.
    var help: String? {
        packages.isEmpty ? nil : "`apt-get install \(packages.joined(separator: " "))`"
    }
}
