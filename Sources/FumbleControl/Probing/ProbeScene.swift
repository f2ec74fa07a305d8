import FumbleModel

/// What there is to probe of a line that takes a number of servers away: the number, wherever it stands
/// in the line, and how large it may be.
struct ProbeScene: Sendable {
    /// The line as it is meant.
    let line: String
    /// Where it is typed; nil: nobody says.
    private let window: String?
    /// The guards that it asks, in order.
    let asks: [String]
    /// Flags with which guards are left out.
    let skips: [PlaybookEntry.Skip]
    /// How many servers the line comes to.
    let count: Int
    /// The most that it could come to.
    let most: Int
    /// So many leave every subsystem at its minimum or above, and one more does not.
    let floor: Int
    /// Whether it touches each subsystem.
    let touches: [Bool]
    /// How long a server is away that it restarts; nil: it removes them, or keeps them from serving.
    let awayFor: TimeSpan?
    private let fleet: FleetSpec
    private let topology: Topology
    private let seed: UInt64
    /// Every server that the line could take, in the order in which it does.
    private let order: [ServerID]
    /// Where the number stands in the line, and where it is stated once more.
    private let places: [(at: Range<Int>, form: Form)]
    /// Options that state it, and are not in the line.
    private let left: [(option: String, form: Form)]
    /// Of a line that names servers; nil: it says how many.
    private let named: NamedLine?

    /// Whether the servers are named, so that the same line does not take others the next time.
    var isByName: Bool { named != nil }

    /// The most servers that one line can be about.
    var longest: Int { isByName ? min(most, NamedLine.most) : most }

    /// How a number of servers is written in a place.
    private enum Form: Sendable, Hashable {
        case count
        /// As the percentage that comes to so many; with its sign, or without.
        case percent(sign: String)
    }

    /// More than the floor by so many, for probes that nibble.
    var slack: Int { max(1, floor / 10) }

    /// - Returns: nil: the line takes no number of servers away, or none of the subsystems has a minimum
    ///   that could be gone below.
    init?(
        of line: String, in window: String?, fleet: FleetSpec, topology: Topology, seed: UInt64
    ) {
        let resolver = Resolver(fleet: fleet, topology: topology, seed: seed)
        let lives = [Life](repeating: .serving, count: topology.serverCount)
        let playbook = Playbook(fleet)
        guard
            let reading = try? playbook.read(
                line, in: window, with: resolver, path: "probe", lives: { _ in lives }),
            case .deed(let deed) = reading.resolution,
            deed.verb == .removeServers || deed.verb == .restartServers || deed.takesFromService,
            let (entry, usage, match) = try? playbook.find(line),
            let anatomy = try? LineAnatomy(
                line, of: entry, usage, match, in: fleet, playbook: playbook),
            let reach = deed.isByName
                ? resolver.carriers(of: deed.subsystems)
                : try? resolver.reach(
                    entry.does, of: usage, reading.match, parsing: entry.parsing)
        else { return nil }
        named = deed.isByName ? NamedLine(line, anatomy, of: usage) : nil
        guard let slot = entry.does.count ?? entry.does.share ?? (named == nil ? nil : "") else {
            return nil
        }
        let restated = fleet.guards.filter { reading.asks.contains($0.name) }
            .compactMap(\.mechanism.restated)
        let fields = [slot] + restated.filter { $0 != slot }
        let scalars = Array(line.unicodeScalars)
        let form = { (name: String, text: ArraySlice<Unicode.Scalar>) -> Form in
            name == entry.does.share ? .percent(sign: text.last == "%" ? "%" : "") : .count
        }
        places = anatomy.fields.filter { fields.contains($0.name) }
            .map { (at: $0.value, form: form($0.name, scalars[$0.value])) }
            .sorted { $0.at.lowerBound < $1.at.lowerBound }
        left = fields.filter { name in !anatomy.fields.contains { $0.name == name } }
            .compactMap { name in
                usage.options.first { $0.value == name }.map { ($0.name, form(name, [])) }
            }
        let hasNumber =
            named != nil || anatomy.fields.contains { $0.name == slot }
            || usage.options.contains { $0.value == slot }
        let order = Self.order(of: deed, reaching: reach, topology, seed)
        guard hasNumber, let floor = Self.floor(of: order, without: [], fleet, topology)
        else { return nil }
        self.line = line
        self.window = window
        self.fleet = fleet
        self.topology = topology
        self.seed = seed
        self.order = order
        self.floor = floor
        asks = reading.asks
        skips = entry.skips
        count = deed.servers.count
        most = order.count
        touches = topology.tally(of: order).map { $0 > 0 }
        let boots = zip(fleet.subsystems, touches).filter(\.1).map { $0.0.restart }
        awayFor =
            deed.verb == .restartServers
            ? boots.map { $0.boot + $0.warm }.max().map { max($0, .minutes(1)) } : nil
    }

    /// The line with another number; nil: `whyNone` says why.
    ///
    /// - Parameter taken: how many were named before, that are not named again.
    func line(removing count: Int, after taken: Int = 0) -> String? {
        guard count > 0, count <= longest else { return nil }
        if let named {
            guard taken + count <= order.count else { return nil }
            let names = order[taken..<taken + count].map { fleet.serverNames[$0] }
            return named.line(naming: names)
        }
        var scalars = Array(line.unicodeScalars)
        for place in places.reversed() {
            guard let text = text(count, place.form) else { return nil }
            scalars.replaceSubrange(place.at, with: Array(text.unicodeScalars))
        }
        var line = String(String.UnicodeScalarView(scalars))
        for (option, form) in left {
            guard let text = text(count, form) else { return nil }
            line += " \(option) \(text)"
        }
        return line
    }

    /// Why there is no line with a number.
    func whyNone(removing count: Int) -> String {
        if count <= 0 { return "a single server is too many already" }
        if count > most { return "the line reaches \(LineReport.servers(most))" }
        if count > longest {
            return "a line that names servers is tried with \(NamedLine.most) at most"
        }
        return "no percentage of \(LineReport.servers(most)) comes to just \(count)"
    }

    private func text(_ count: Int, _ form: Form) -> String? {
        switch form {
        case .count: "\(count)"
        case .percent(let sign): CountWriter.percent(count, of: most).map { $0 + sign }
        }
    }

    /// Two steps at which a line takes servers of which as few as can be are the same.
    func pathsApart(of line: String, lives: [Life]) -> [String] {
        if isByName { return ["probe[0]", "probe[1]"] }
        let taken = { (path: String) in
            Set(
                Preview.of(
                    line, in: window, fleet: fleet, topology: topology, seed: seed, path: path,
                    lives: lives
                ).servers)
        }
        let first = taken("probe[0]")
        let others = (1...Self.mostPaths).map { "probe[\($0)]" }
        let apart = others.min {
            taken($0).intersection(first).count < taken($1).intersection(first).count
        }
        return ["probe[0]"] + (apart.map { [$0] } ?? [])
    }

    private static let mostPaths = 8

    /// Some servers that the line takes last, and how many more it may then take: so many as asked for,
    /// or fewer where without them something is below its minimum already.
    func gone(_ count: Int) -> (servers: [ServerID], floor: Int)? {
        for count in stride(from: min(count, most - 1), to: 0, by: -1) {
            let servers = Array(order.suffix(count))
            let rest = order.dropLast(count)
            if let floor = Self.floor(of: Array(rest), without: servers, fleet, topology),
                floor >= 0
            {
                return (servers, floor)
            }
        }
        return nil
    }

    /// Every server that a line could take, those that it names first.
    private static func order(
        of deed: ResolvedDeed, reaching reach: [ServerID], _ topology: Topology, _ seed: UInt64
    ) -> [ServerID] {
        let named = deed.isByName ? deed.servers : []
        let isNamed = Set(named)
        let others = isNamed.isEmpty ? reach : reach.filter { !isNamed.contains($0) }
        return named + ServerPick(of: topology, seed: seed, path: "probe").taken(from: others)
    }

    /// - Returns: nil: none of the subsystems has a minimum that could be gone below; below 0: one is
    ///   below it already.
    private static func floor(
        of order: [ServerID], without gone: [ServerID], _ fleet: FleetSpec, _ topology: Topology
    ) -> Int? {
        let capacities = fleet.subsystems.indices.map { topology.capacity(of: SubsystemID($0)) }
        let minimums = zip(fleet.subsystems, capacities).map { $0.minimum.resolved(of: $1) }
        var left = zip(capacities, topology.tally(of: gone)).map { $0 - $1 }
        if zip(left, minimums).contains(where: { $0 < $1 }) { return -1 }
        for (place, server) in order.enumerated() {
            for subsystem in topology.carried(by: server) {
                left[subsystem.index] -= 1
                if left[subsystem.index] < minimums[subsystem.index] { return place }
            }
        }
        return nil
    }
}
