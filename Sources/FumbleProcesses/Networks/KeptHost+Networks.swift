import FumbleModel

/// Servers in network namespaces of their own.
extension KeptHost {
    /// Makes a namespace for each server and a hub, joins them, and says where the doors are.
    func openNetworks() async throws(FleetError) {
        guard layout.hasNetworks else { return }
        if let lack = machine.lackOfNetworks { throw .didNothing(lack.reason) }
        networks = Networks(servers: courses.count)
        for number in 0...courses.count {
            try ask { keeper throws(Keeper.Failure) in try keeper.makeNetwork(number) }
        }
        while networks.awaited > 0 { try await wait(until: nil) }
        readying.spaces = networks.ofServers
        let plan = NetworkPlan(layout: layout, networks: networks)
        try files.makeFolder(layout.folder)
        // The hub's links come first: each makes the other end, too.
        try await inNetworks([networks.hub], "ip", ["-batch"]) { _ in plan.hub }
        let servers = Array(courses.indices)
        try await inNetworks(servers, "ip", ["-batch"]) { plan.links(of: $0) }
        try await inNetworks(servers, "iptables-restore", ["--wait", "60"]) { plan.rules(of: $0) }
    }

    func heardOfNetwork(_ number: Int, _ descriptor: Int32) throws(FleetError) {
        guard descriptor > 0, let keeper = keeperPID,
            networks.add(number, keeper: keeper, descriptor: descriptor)
        else {
            throw .mayHaveHappened(
                "no network namespace can be made: \(Keeper.words(max(-descriptor, 0)))")
        }
    }

    /// Runs a program in each of some namespaces, with a file of its own as the last argument.
    private func inNetworks(
        _ numbers: [Int], _ program: String, _ options: [String], file: (Int) -> String
    ) async throws(FleetError) {
        guard let path = machine.program(program) else {
            throw .didNothing("`\(program)` is not there")
        }
        var launches: [Launch] = []
        for number in numbers {
            let name = number == networks.hub ? "hub" : layout.name(of: number)
            let list = "\(layout.folder)/\(name).\(program)"
            try files.write(Array(file(number).utf8), to: list)
            launches.append(
                Launch(
                    name: name, arguments: [path] + options + [list], environment: environment,
                    folder: layout.folder, log: "\(list).said", network: number))
        }
        try await finishAll(launches)
    }
}
