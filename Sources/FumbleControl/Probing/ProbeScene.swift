import FumbleModel

/// What there is to probe of one line: the number in it, and how large it may be.
struct ProbeScene: Sendable {
    /// The line as it is meant.
    let line: String
    /// The guards that it asks, in order.
    let asks: [String]
    /// Flags with which guards are left out.
    let flags: [String]
    /// How many servers the line comes to.
    let count: Int
    /// The most that it could come to.
    let most: Int
    /// So many leave every subsystem at its minimum or above, and one more does not.
    let floor: Int
    /// Whether it touches each subsystem.
    let touches: [Bool]
    /// Some servers that it does not take, which die: half of what the fleet could lose, at least one.
    let dying: [ServerID]
    private let fleet: FleetSpec
    private let topology: Topology
    private let seed: UInt64
    private let before: String
    private let after: String

    /// More than the floor by so many, for probes that nibble.
    var slack: Int { max(1, floor / 10) }

    init?(of line: String, fleet: FleetSpec, topology: Topology, seed: UInt64) {
        let resolver = Resolver(fleet: fleet, topology: topology, seed: seed)
        let lives = [Life](repeating: .serving, count: topology.serverCount)
        guard
            let reading = try? Playbook(fleet).read(
                line, with: resolver, path: "probe", lives: { _ in lives }),
            case .deed(let deed) = reading.resolution, deed.verb == .removeServers,
            let slot = reading.entry.does.count,
            let value = reading.match.values(of: slot).last, value.length > 0
        else { return nil }
        let scalars = Array(line.unicodeScalars)
        // `--count=4` has the option's name within the value's place in the line.
        let written = String(
            String.UnicodeScalarView(scalars[value.offset..<value.offset + value.length]))
        let prefix = written.lastIndex(of: "=").map { String(written[...$0]) } ?? ""
        self.line = line
        self.fleet = fleet
        self.topology = topology
        self.seed = seed
        asks = reading.asks
        flags = reading.entry.skips.map(\.flag)
        count = deed.servers.count
        before = String(String.UnicodeScalarView(scalars[..<value.offset])) + prefix
        after = String(String.UnicodeScalarView(scalars[(value.offset + value.length)...]))
        let order = Self.order(of: deed, topology, seed)
        most = order.count
        let touched = topology.tally(of: order)
        touches = touched.map { $0 > 0 }
        guard let floor = Self.floor(of: order, fleet, topology) else { return nil }
        self.floor = floor
        dying = Array(order.suffix(max(floor / 2, floor > 0 ? 1 : 0)))
    }

    /// The line with another number; nil: there are not so many servers.
    func line(removing count: Int) -> String? {
        count > 0 && count <= most ? "\(before)\(count)\(after)" : nil
    }

    /// Two steps at which a line takes servers of which as few as can be are the same.
    func pathsApart(of line: String) -> [String] {
        let taken = { (path: String) in
            Set(
                Preview.of(line, fleet: fleet, topology: topology, seed: seed, path: path).servers)
        }
        let first = taken("probe[0]")
        let others = (1...Self.mostPaths).map { "probe[\($0)]" }
        let apart = others.min {
            taken($0).intersection(first).count < taken($1).intersection(first).count
        }
        return ["probe[0]"] + (apart.map { [$0] } ?? [])
    }

    private static let mostPaths = 8

    /// Every server that the line could take, in the order in which it does.
    private static func order(
        of deed: ResolvedDeed, _ topology: Topology, _ seed: UInt64
    ) -> [ServerID] {
        var fits = [Bool](repeating: false, count: topology.serverCount)
        for subsystem in deed.subsystems {
            for server in topology.carriers[subsystem.index] { fits[server.index] = true }
        }
        let candidates = fits.indices.filter { fits[$0] }.map { ServerID($0) }
        return ServerPick(of: topology, seed: seed, path: "probe").taken(from: candidates)
    }

    /// nil: none of the subsystems has a minimum that could be gone below.
    private static func floor(
        of order: [ServerID], _ fleet: FleetSpec, _ topology: Topology
    ) -> Int? {
        var left = fleet.subsystems.indices.map { topology.capacity(of: SubsystemID($0)) }
        let minimums = zip(fleet.subsystems, left).map { $0.minimum.resolved(of: $1) }
        for (place, server) in order.enumerated() {
            for subsystem in topology.carried(by: server) {
                left[subsystem.index] -= 1
                if left[subsystem.index] < minimums[subsystem.index] { return place }
            }
        }
        return nil
    }
}
