import FumbleModel
import FumbleTraffic

/// The proxies in front of one server, one for each of its ports, and what is wrong with its network.
struct ServerLinks: Sendable {
    private let proxies: [TCPProxy]
    /// Where its packets pass, if it has a network namespace: then the proxies only lead there.
    private let gate: PacketGate?
    private var faults = ProxyFaults.none
    /// What the proxies had counted when each trouble began.
    private var before: [String: ProxyCounters] = [:]

    init(_ proxies: [TCPProxy], gate: PacketGate? = nil) {
        self.proxies = proxies
        self.gate = gate
    }

    /// Makes the way bad in one more way.
    ///
    /// - Returns: what that did at once; nil: what it does is told when it is over.
    mutating func disturb(_ trouble: LinkTrouble) throws(ProxyError) -> Int? {
        if case .reset(let share) = trouble {
            var count = 0
            for proxy in proxies { count += try proxy.reset(share) }
            return count
        }
        before[trouble.word] = try counters()
        faults.set(trouble, isOn: true)
        try setAll()
        return nil
    }

    /// Takes a trouble away.
    ///
    /// - Returns: what was counted since it began.
    mutating func soothe(_ trouble: LinkTrouble) throws(ProxyError) -> LinkCounters {
        let now = try counters()
        let then = before.removeValue(forKey: trouble.word) ?? now
        faults.set(trouble, isOn: false)
        try setAll()
        return now.both.since(then.both)
    }

    /// Cuts the server off, or connects it again.
    ///
    /// - Returns: what was counted since it was cut off.
    mutating func partition(_ isOn: Bool) throws(ProxyError) -> LinkCounters {
        let now = try counters()
        let then = before.removeValue(forKey: Self.partition) ?? now
        if isOn { before[Self.partition] = now }
        faults.partition = isOn ? .newConnectionsHang : nil
        try setAll()
        return now.both.since(then.both)
    }

    /// Beside the words of troubles.
    private static let partition = "partition"

    func close() {
        gate?.close()
        for proxy in proxies { proxy.close() }
    }

    private func setAll() throws(ProxyError) {
        if let gate { return try gate.set(faults) }
        for proxy in proxies { try proxy.set(faults) }
    }

    private func counters() throws(ProxyError) -> ProxyCounters {
        if let gate { return try gate.counters() }
        var all = ProxyCounters.zero
        for proxy in proxies {
            let own = try proxy.counters()
            all.toServer = all.toServer.adding(own.toServer)
            all.toClient = all.toClient.adding(own.toClient)
        }
        return all
    }
}

extension ProxyFaults {
    fileprivate mutating func set(_ trouble: LinkTrouble, isOn: Bool) {
        toServer.set(trouble, isOn: isOn)
        toClient.set(trouble, isOn: isOn)
    }
}

extension LinkFaults {
    fileprivate mutating func set(_ trouble: LinkTrouble, isOn: Bool) {
        let none = LinkFaults.none
        switch trouble {
        case .latency(let by, let jitter):
            delay = isOn ? by : none.delay
            self.jitter = isOn ? jitter : none.jitter
        case .loss(let share): loss = isOn ? share : none.loss
        case .bandwidth(let rate): bandwidth = isOn ? rate : none.bandwidth
        case .blackHole: isBlackHole = isOn
        case .reset: break
        }
    }
}

extension ProxyCounters {
    fileprivate var both: LinkCounters { toServer.adding(toClient) }
}

extension LinkCounters {
    func adding(_ other: LinkCounters) -> LinkCounters {
        var sum = self
        sum.bytesRead += other.bytesRead
        sum.bytesPassed += other.bytesPassed
        sum.bytesHeldBack += other.bytesHeldBack
        sum.bytesHeld += other.bytesHeld
        sum.piecesDelayed += other.piecesDelayed
        sum.delay = sum.delay + other.delay
        sum.segmentsLost += other.segmentsLost
        return sum
    }

    /// What was counted after an earlier look.
    func since(_ earlier: LinkCounters) -> LinkCounters {
        var rest = self
        rest.bytesRead -= earlier.bytesRead
        rest.bytesPassed -= earlier.bytesPassed
        rest.bytesHeldBack -= earlier.bytesHeldBack
        rest.piecesDelayed -= earlier.piecesDelayed
        rest.delay = rest.delay - earlier.delay
        rest.segmentsLost -= earlier.segmentsLost
        return rest
    }
}
