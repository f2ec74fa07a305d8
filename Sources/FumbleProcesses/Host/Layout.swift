import FumbleModel

/// Where everything of a fleet is on this machine: names, folders and ports of its servers, and how
/// each is started.
struct Layout: Sendable {
    let spec: FleetSpec
    let topology: Topology
    /// The folder below which each server has its own.
    let folder: String
    let seed: UInt64
    /// What variables of servers are filled with.
    private let secrets: Secrets
    /// The ports of each server, in the order in which its program names them.
    let ports: [[UInt16]]
    /// Which of those who ask each server are told apart.
    let ways: [AskerWays]
    /// Where others find those ports, by way: at proxies, or the ports themselves. In network namespaces
    /// there is one door for all, and packets say from whom they are.
    private let doors: [[[UInt16]]]
    /// The number of each server in its group.
    private let numbers: [Int]

    init(
        _ spec: FleetSpec, topology: Topology, folder: String, seed: UInt64, isProxied: Bool,
        toldApart: [ServerID: [LinkEnds]] = [:], secrets: Secrets = .none, pool: inout PortPool
    ) {
        self.secrets = secrets
        self.spec = spec
        self.topology = topology
        self.folder = folder
        self.seed = seed
        var ports: [[UInt16]] = []
        var numbers: [Int] = []
        var counts = Array(repeating: 0, count: spec.groups.count)
        for server in 0..<min(topology.serverCount, ProcessesSpec.mostServers) {
            let group = Int(topology.groupOf[server])
            numbers.append(counts[group])
            counts[group] += 1
            var own: [UInt16] = []
            for _ in spec.processes?.program(of: group)?.ports ?? [] { own.append(pool.take()) }
            ports.append(own)
        }
        self.ports = ports
        let hasNetworks = spec.processes?.namespaces != nil
        let ways = ports.indices.map { server in
            AskerWays(
                tellingApart: toldApart[ServerID(server)] ?? [], servers: topology.serverCount)
        }
        var doors: [[[UInt16]]] = []
        for (server, own) in ports.enumerated() {
            guard isProxied || hasNetworks else {
                doors.append([own])
                continue
            }
            let copies = hasNetworks ? 1 : ways[server].count
            doors.append((0..<copies).map { _ in own.map { _ in pool.take() } })
        }
        self.ways = ways
        self.doors = doors
        self.numbers = numbers
    }

    func program(of server: Int) -> ProgramSpec? {
        spec.processes?.program(of: Int(topology.groupOf[server]))
    }

    func name(of server: Int) -> String { spec.serverNames[ServerID(server)] }

    func folder(of server: Int) -> String { "\(folder)/\(name(of: server))" }

    func log(of server: Int) -> String { "\(folder)/\(name(of: server)).log" }

    func port(_ name: String, of server: Int) -> UInt16? {
        guard let place = program(of: server)?.ports.firstIndex(of: name) else { return nil }
        return ports[server][place]
    }

    /// Where somebody finds a port of a server.
    func door(_ name: String, of server: Int, for end: LinkEnd = .clients) -> UInt16? {
        guard let place = program(of: server)?.ports.firstIndex(of: name) else { return nil }
        let way = ways[server].way(of: end)
        return doors[server].indices.contains(way)
            ? doors[server][way][place] : doors[server].first?[place]
    }

    /// Where each port of a server is found by anybody, and the port.
    func doors(of server: Int) -> [(door: UInt16, port: UInt16)] {
        doors[server].flatMap { own in zip(own, ports[server]).map { ($0, $1) } }
    }

    /// The same, by the way of those for whom a proxy listens there: in network namespaces they are clients
    /// alone, and the kernel leads servers past it.
    func doorsByWay(of server: Int) -> [(way: Int, doors: [(door: UInt16, port: UInt16)])] {
        doors[server].enumerated().map { way, own in
            let pairs = zip(own, ports[server]).map { (door: $0, port: $1) }
            return (hasNetworks ? ways[server].way(of: .clients) : way, pairs)
        }
    }

    func servers(of group: Int) -> [Int] {
        (0..<topology.serverCount).filter { Int(topology.groupOf[$0]) == group }
    }

    /// A text with its places filled for a server; what the compiler let through has no others.
    ///
    /// - Parameters:
    ///   - server: nil: the text belongs to none, and the compiler let through no place of one.
    ///   - amount: what a program that ages a server is to add.
    func filled(_ text: PlacedText, for server: Int? = nil, amount: Int = 0) -> String {
        let asker = server.map { LinkEnd.server(ServerID($0)) } ?? .clients
        return text.filled { place in
            switch place {
            case .server: server.map { name(of: $0) } ?? ""
            case .group: server.map { topology.groupNames[Int(topology.groupOf[$0])] } ?? ""
            case .number: server.map { "\(numbers[$0])" } ?? ""
            case .folder: server.map { folder(of: $0) } ?? ""
            case .seed: "\(seed)"
            case .amount: "\(amount)"
            case .secret(let name): secrets[name] ?? ""
            case .port(let name): server.flatMap { port(name, of: $0) }.map { "\($0)" } ?? ""
            case .portOf(let port, let other):
                self.server(named: other).flatMap { door(port, of: $0, for: asker) }
                    .map { "\($0)" } ?? ""
            case .address(let port, let other):
                self.server(named: other).flatMap { address(port, of: $0, for: asker) } ?? ""
            case .addresses(let port, let group):
                servers(of: topology.groupNames.firstIndex(of: group) ?? -1)
                    .compactMap { address(port, of: $0, for: asker) }.joined(separator: ",")
            }
        }
    }

    private func server(named name: String) -> Int? {
        spec.serverNames.server(named: name)?.index
    }

    private func address(_ port: String, of server: Int, for asker: LinkEnd) -> String? {
        door(port, of: server, for: asker).map { "\(Loopback.host):\($0)" }
    }

    /// How a server is started; nil: its group has no program.
    ///
    /// - Parameter environment: fumble's own, `NAME=value` each.
    func launch(of server: Int, environment: [String]) -> Launch? {
        guard let program = program(of: server) else { return nil }
        return Launch(
            name: name(of: server), arguments: program.run.map { filled($0, for: server) },
            environment: variables(of: program, server, beside: environment),
            folder: folder(of: server), log: log(of: server),
            network: hasNetworks ? server : nil)
    }

    /// Whether each server is in a network namespace of its own, numbered as it is.
    var hasNetworks: Bool { spec.processes?.namespaces != nil }

    /// How the state of a server that is down is made older; nil: its program names no way.
    func ageing(of server: Int, by age: TimeSpan, environment: [String]) -> Launch? {
        guard let program = program(of: server), let ages = program.state?.ages else { return nil }
        let amount = ages.amount(for: age)
        return Launch(
            name: name(of: server),
            arguments: ages.run.map { filled($0, for: server, amount: amount) },
            environment: variables(of: program, server, beside: environment),
            folder: folder(of: server), log: folder + "/\(name(of: server)).ages")
    }

    private func variables(
        of program: ProgramSpec, _ server: Int, beside environment: [String]
    ) -> [String] {
        let own = program.environment.map { "\($0.name)=\(filled($0.value, for: server))" }
        let names = program.environment.map { $0.name + "=" }
        let inherited = environment.filter { variable in
            !names.contains { variable.hasPrefix($0) }
        }
        return inherited + own
    }
}
