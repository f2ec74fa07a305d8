package import FumbleModel
import FumbleTraffic

/// Faults that stand for a time, each with what it was measured to do.
extension KeptHost {
    package func slow(
        _ servers: [ServerID], factor: Double
    ) throws(FleetError) -> BittenFault? {
        var stops = 0
        var stoppedFor = TimeSpan.zero
        for server in servers {
            if let done = duties.end(server.index) {
                stops += done.stops
                stoppedFor = stoppedFor + done.stoppedFor
                if done.isStopped { try signal(server.index, Signals.goOn) }
            }
            if factor > 1 { duties.begin(server.index, factor: factor, at: .now()) }
        }
        return factor > 1
            ? nil
            : BittenFault(
                fault: "slow", servers: servers.count,
                effect: "stopped \(stops) times, for \(stoppedFor) in all", isMiss: stops == 0)
    }

    package func disturb(
        _ servers: [ServerID], _ trouble: LinkTrouble
    ) async throws(FleetError) -> BittenFault? {
        var resets = 0
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                resets += try own.disturb(trouble) ?? 0
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
        guard case .reset = trouble else { return nil }
        return BittenFault(
            fault: trouble.word, servers: servers.count, effect: "\(resets) connections were reset",
            isMiss: resets == 0)
    }

    package func soothe(
        _ servers: [ServerID], _ trouble: LinkTrouble
    ) async throws(FleetError) -> BittenFault? {
        var counted = LinkCounters.zero
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                counted = counted.adding(try own.soothe(trouble))
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
        return BittenFault(
            fault: trouble.word, servers: servers.count,
            effect: layout.hasNetworks
                ? trouble.effectOnPackets(counted) : trouble.effect(counted),
            isMiss: trouble.isMiss(counted))
    }

    /// What the kernel says of servers that were stopped, or let go on: it takes a moment.
    func hangs(_ servers: [ServerID], isOn: Bool) async throws(FleetError) -> BittenFault? {
        guard !servers.isEmpty else { return nil }
        let deadline = MonotonicTime.now().adding(milliseconds: Self.longestStop)
        while true {
            let asked = servers.filter { isStopped($0.index) == isOn }
            if asked.count == servers.count
                || deadline.microseconds <= MonotonicTime.now().microseconds
            {
                return BittenFault(
                    fault: "hang", servers: servers.count,
                    effect: "\(asked.count) of \(servers.count) "
                        + (isOn ? "stopped" : "going on") + ", as the kernel says",
                    isMiss: isOn && asked.isEmpty)
            }
            try await wait(until: .now().adding(milliseconds: 1))
        }
    }

    /// In milliseconds.
    private static let longestStop: Int32 = 100

    private func isStopped(_ server: Int) -> Bool {
        courses[server].pid.map { ProcessStatus.field("State", of: $0) == "T" } ?? false
    }

    package func partition(
        _ servers: [ServerID], isOn: Bool
    ) async throws(FleetError) -> BittenFault? {
        var counted = LinkCounters.zero
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                counted = counted.adding(try own.partition(isOn))
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
        guard !isOn, !servers.isEmpty else { return nil }
        guard layout.hasNetworks else {
            // Proxies read no more than once: what they held back shows that they did, and not how much came.
            return BittenFault(
                fault: "partition", servers: servers.count,
                effect: "at least \(counted.bytesHeldBack) bytes held back")
        }
        return BittenFault(
            fault: "partition", servers: servers.count,
            effect: LinkTrouble.blackHole.effectOnPackets(counted),
            isMiss: LinkTrouble.blackHole.isMiss(counted))
    }

    /// Opens a proxy before each port, if anything of the experiment needs them.
    func openLinks() throws(FleetError) {
        guard needs.isProxied || layout.hasNetworks else { return }
        do throws(ProxyError) {
            let thread = try ProxyThread()
            proxyThread = thread
            for server in courses.indices {
                var proxies: [TCPProxy] = []
                for (door, port) in layout.doors(of: server) {
                    proxies.append(
                        try TCPProxy.open(
                            "\(layout.name(of: server)):\(port)", listening: Int(door),
                            to: Int(port), at: networks.place(of: server), seed: layout.seed,
                            on: thread))
                }
                let gate = try networks.space(of: server).map { space throws(ProxyError) in
                    try PacketGate.open(
                        layout.name(of: server), of: space, seed: layout.seed, on: thread)
                }
                links[server] = ServerLinks(proxies, gate: gate)
            }
        } catch {
            throw .didNothing("\(error)")
        }
    }

    func closeLinks() {
        for own in links { own.close() }
        // They hold the namespaces.
        links = links.map { _ in ServerLinks([]) }
        networks = Networks()
        readying.spaces = []
        proxyThread?.end()
        proxyThread = nil
    }
}

extension LinkTrouble {
    /// Whether it stood and nothing came its way.
    fileprivate func isMiss(_ counted: LinkCounters) -> Bool {
        switch self {
        case .latency: counted.piecesDelayed == 0
        case .loss: counted.segmentsLost == 0
        case .bandwidth, .blackHole: counted.bytesHeldBack == 0 && counted.segmentsLost == 0
        case .reset: false
        }
    }

    /// What the counters say that it did to packets.
    fileprivate func effectOnPackets(_ counted: LinkCounters) -> String {
        switch self {
        case .latency:
            "\(self.counted(counted.piecesDelayed)) delayed, by \(counted.delay) in all"
        case .loss: "\(self.counted(counted.segmentsLost)) lost"
        case .bandwidth:
            "\(counted.bytesHeldBack) of \(counted.bytesRead) bytes held back, and "
                + "\(self.counted(counted.segmentsLost)) dropped"
        case .blackHole: "\(self.counted(counted.segmentsLost)) dropped"
        case .reset: "over"
        }
    }

    private func counted(_ packets: Int) -> String { "\(packets) packet\(packets == 1 ? "" : "s")" }

    /// What the counters say that it did.
    fileprivate func effect(_ counted: LinkCounters) -> String {
        switch self {
        case .latency: "\(counted.piecesDelayed) pieces delayed, by \(counted.delay) in all"
        case .loss: "\(counted.segmentsLost) segments lost, which cost \(counted.delay) in all"
        case .bandwidth, .blackHole:
            "\(counted.bytesHeldBack) of \(counted.bytesRead) bytes held back"
        case .reset: "over"
        }
    }
}
