import FumbleModel
import FumbleTraffic

/// The proxies in front of one server, one for each of its ports and of the ways to it that are told apart,
/// and what is wrong with those ways.
struct ServerLinks: Sendable {
    private let ways: AskerWays
    /// By way.
    private let proxies: [[TCPProxy]]
    /// Where its packets pass, if it has a network namespace: then the proxies only lead there.
    private let gate: PacketGate?
    /// In the order in which it came; where two of one sort meet, the later counts.
    private var standing: [Standing] = []

    private struct Standing: Sendable {
        let trouble: LinkTrouble
        let ends: LinkEnds
        let ways: [Int]
        /// What had been counted on those ways when it began.
        let before: WayCounters
    }

    static let none = ServerLinks([[]], of: AskerWays(servers: 0))

    /// - Parameter proxies: by way.
    init(_ proxies: [[TCPProxy]], of ways: AskerWays, gate: PacketGate? = nil) {
        self.ways = ways
        self.proxies = proxies
        self.gate = gate
    }

    /// Makes some of the ways bad in one more respect.
    ///
    /// - Returns: what that did at once; nil: what it does is told when it is over.
    mutating func disturb(_ trouble: LinkTrouble, from ends: LinkEnds) throws(ProxyError) -> Int? {
        let own = ways.ways(of: ends)
        if case .reset(let share) = trouble {
            var count = 0
            for way in own {
                for proxy in proxies[way] { count += try proxy.reset(share) }
            }
            return count
        }
        let now = try counters(on: own)
        let before = take(trouble, from: ends)?.before ?? now
        standing.append(Standing(trouble: trouble, ends: ends, ways: own, before: before))
        try set(own)
        return nil
    }

    /// Takes a trouble away; what else is wrong with those ways stays.
    ///
    /// - Returns: what was counted on them since it began.
    mutating func soothe(
        _ trouble: LinkTrouble, from ends: LinkEnds
    ) throws(ProxyError) -> WayCounters {
        guard let own = take(trouble, from: ends) else { return .zero }
        let now = try counters(on: own.ways)
        try set(own.ways)
        return now.since(own.before)
    }

    func close() {
        gate?.close()
        for own in proxies {
            for proxy in own { proxy.close() }
        }
    }

    private mutating func take(_ trouble: LinkTrouble, from ends: LinkEnds) -> Standing? {
        let place = standing.firstIndex { $0.trouble.word == trouble.word && $0.ends == ends }
        return place.map { standing.remove(at: $0) }
    }

    private func set(_ own: [Int]) throws(ProxyError) {
        for way in own {
            var faults = ProxyFaults.none
            for one in standing where one.ways.contains(way) { faults.add(one.trouble) }
            if let gate {
                try gate.set(faults, on: way)
            } else {
                for proxy in proxies[way] { try proxy.set(faults) }
            }
        }
    }

    private func counters(on own: [Int]) throws(ProxyError) -> WayCounters {
        var all = WayCounters.zero
        for way in own {
            if let gate {
                all.add(try gate.counters(on: way))
            } else {
                for proxy in proxies[way] { all.add(try proxy.counters()) }
            }
        }
        return all
    }
}

extension ProxyFaults {
    fileprivate mutating func add(_ trouble: LinkTrouble) {
        if case .partition = trouble { partition = .newConnectionsHang }
        toServer.add(trouble)
        toClient.add(trouble)
    }
}

extension LinkFaults {
    fileprivate mutating func add(_ trouble: LinkTrouble) {
        switch trouble {
        case .latency(let by, let jitter):
            delay = by
            self.jitter = jitter
        case .loss(let share): loss = share
        case .bandwidth(let rate): bandwidth = rate
        case .blackHole: isBlackHole = true
        case .partition, .reset: break
        }
    }
}
