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
    /// What a fleet's file must say for it to be done to processes here; nil: nothing.
    let condition: String?

    typealias Lack = Machine.Lack

    /// Every kind there is.
    static func all(_ catalog: Catalog, _ machine: Machine) -> [FaultMeans] {
        catalog.faults.kinds.map { kind in
            let deeds = catalog.deeds(of: kind)
            let lack = deeds.compactMap { Self.lack(of: machine, for: $0) }.first
            let isByQuota = deeds.contains(where: \.fillsDisks)
            return FaultMeans(
                kind: kind.name,
                onSimulated: deeds.compactMap(\.lacksOnSimulated).first.map {
                    Lack(reason: "a simulated fleet has no \($0)")
                },
                onProcesses: isByQuota ? nil : lack,
                condition: isByQuota
                    ? lack.map { "only where a program has a `quota:`: \($0.reason)" } : nil)
        }
    }

    /// What this machine lacks for the steps of an experiment.
    ///
    /// - Returns: one line for each, in the order of the file.
    static func lacking(for experiment: CompiledExperiment, _ machine: Machine) -> [String] {
        let plan = experiment.plan
        let topology = Topology(plan.fleet)
        let ofSteps = plan.method.compactMap { step -> String? in
            guard case .inject(let planned, _) = step.action else { return nil }
            let deeds = planned.fault.everyDeed(in: plan.fleet, topology)
            let lacks = deeds.compactMap { lack(of: machine, for: $0, in: plan.fleet, topology) }
            guard let lack = lacks.first else { return nil }
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

    /// Where no disk can be mounted, programs that go by a quota can be filled all the same.
    private static func lack(
        of machine: Machine, for deed: FleetCommand, in fleet: FleetSpec, _ topology: Topology
    ) -> Lack? {
        guard let lack = lack(of: machine, for: deed) else { return nil }
        guard deed.fillsDisks, case .burden(let servers, _) = deed else { return lack }
        let groups = Set(servers.map { Int(topology.groupOf[$0.index]) }).sorted()
        let without = groups.first { fleet.processes?.program(of: $0)?.quota == nil }
        return without.map { group in
            Lack(
                reason: "\(lack.reason), and the program of `\(fleet.groups[group].name)` has no "
                    + "`quota:` that it would go by instead")
        }
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

extension FleetCommand {
    /// Whether it leaves servers no room on their disks.
    fileprivate var fillsDisks: Bool {
        if case .burden(_, .diskFull) = self { true } else { false }
    }
}

extension Fault {
    /// All that it does, to whomever it could come.
    func everyDeed(in fleet: FleetSpec, _ topology: Topology) -> [FleetCommand] {
        commands(on: demand?.everyCandidate(in: fleet, topology) ?? [], of: fleet)
    }
}
