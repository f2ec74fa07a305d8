import FumbleModel

/// Which of those who ask a server are told apart on their way to it, because something will be done to
/// the ways of some and not of others.
///
/// Pure. The first way is of all whom nothing names, and is there whether or not there are any; each of
/// the others is of those who are named by the same.
struct AskerWays: Sendable, Hashable {
    private let named: [LinkEnds]
    /// Of each way, by which of those its askers are named.
    private let namedBy: [[Int]]
    private let ofClients: Int
    /// By the number of each server.
    private let ofServers: [Int]

    /// - Parameters:
    ///   - named: whose ways something will be done to; once is enough.
    ///   - servers: how many servers the fleet has.
    init(tellingApart named: [LinkEnds] = [], servers: Int) {
        var distinct: [LinkEnds] = []
        for ends in named where !ends.isEverybody && !distinct.contains(ends) {
            distinct.append(ends)
        }
        var byServer = [[Int]](repeating: [], count: servers)
        for (place, ends) in distinct.enumerated() {
            for server in ends.servers { byServer[server.index].append(place) }
        }
        var namedBy: [[Int]] = [[]]
        var wayOf: [[Int]: Int] = [[]: 0]
        func way(_ names: [Int]) -> Int {
            if let way = wayOf[names] { return way }
            wayOf[names] = namedBy.count
            namedBy.append(names)
            return namedBy.count - 1
        }
        ofClients = way(distinct.indices.filter { distinct[$0].hasClients })
        ofServers = byServer.map(way)
        self.named = distinct
        self.namedBy = namedBy
    }

    var count: Int { namedBy.count }

    /// The way on which somebody asks.
    func way(of end: LinkEnd) -> Int {
        switch end {
        case .clients: ofClients
        case .server(let id): ofServers.indices.contains(id.index) ? ofServers[id.index] : 0
        }
    }

    /// The ways of those who are meant; none where they were not told apart.
    func ways(of ends: LinkEnds) -> [Int] {
        if ends.isEverybody { return Array(namedBy.indices) }
        guard let place = named.firstIndex(of: ends) else { return [] }
        return namedBy.indices.filter { namedBy[$0].contains(place) }
    }

    /// Those who ask on a way, clients first.
    func ends(on way: Int) -> [LinkEnd] {
        (ofClients == way ? [.clients] : [])
            + ofServers.indices.filter { ofServers[$0] == way }.map { .server(ServerID($0)) }
    }
}
