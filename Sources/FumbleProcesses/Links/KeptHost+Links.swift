package import FumbleModel
import FumbleTraffic

/// Faults of the network to servers, each with what it was measured to do.
extension KeptHost {
    package func disturb(
        _ servers: [ServerID], _ trouble: LinkTrouble, from ends: LinkEnds
    ) async throws(FleetError) -> BittenFault? {
        var resets = 0
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                resets += try own.disturb(trouble, from: ends) ?? 0
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
        guard case .reset = trouble else { return nil }
        return BittenFault(
            fault: trouble.word + ends.words, servers: servers.count,
            effect: "\(resets) connections were reset", isMiss: resets == 0)
    }

    package func soothe(
        _ servers: [ServerID], _ trouble: LinkTrouble, from ends: LinkEnds
    ) async throws(FleetError) -> BittenFault? {
        let done = LinkEffects(
            trouble: trouble, isOnPackets: layout.hasNetworks,
            counted: try soothed(servers, trouble, from: ends))
        return BittenFault(
            fault: trouble.word + ends.words, servers: servers.count, effect: done.words,
            isMiss: done.isMiss)
    }

    package func partition(
        _ servers: [ServerID], isOn: Bool
    ) async throws(FleetError) -> BittenFault? {
        if isOn { return try await disturb(servers, .partition, from: .everybody) }
        return servers.isEmpty ? nil : try await soothe(servers, .partition, from: .everybody)
    }

    /// - Returns: what was counted meanwhile.
    private func soothed(
        _ servers: [ServerID], _ trouble: LinkTrouble, from ends: LinkEnds
    ) throws(FleetError) -> WayCounters {
        var counted = WayCounters.zero
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                counted.add(try own.soothe(trouble, from: ends))
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
        return counted
    }

    /// Opens a proxy before each port and for each way, if anything of the experiment needs them.
    func openLinks() throws(FleetError) {
        guard needs.isProxied || layout.hasNetworks else { return }
        do throws(ProxyError) {
            let thread = try ProxyThread()
            proxyThread = thread
            for server in courses.indices { links[server] = try openLinks(to: server, on: thread) }
        } catch {
            throw .didNothing("\(error)")
        }
    }

    private func openLinks(
        to server: Int, on thread: ProxyThread
    ) throws(ProxyError) -> ServerLinks {
        let ways = layout.ways[server]
        let name = layout.name(of: server)
        var proxies = [[TCPProxy]](repeating: [], count: ways.count)
        for (way, doors) in layout.doorsByWay(of: server) {
            for (door, port) in doors {
                proxies[way].append(
                    try TCPProxy.open(
                        way == 0 ? "\(name):\(port)" : "\(name):\(port)/way-\(way)",
                        listening: Int(door), to: Int(port), at: networks.place(of: server),
                        seed: layout.seed, on: thread))
            }
        }
        let gate = try networks.space(of: server).map { space throws(ProxyError) in
            try PacketGate.open(
                name, of: space, tellingApart: Networks.hosts(on: ways), seed: layout.seed,
                on: thread)
        }
        return ServerLinks(proxies, of: ways, gate: gate)
    }

    func closeLinks() {
        for own in links { own.close() }
        // They hold the namespaces.
        links = links.map { _ in .none }
        networks = Networks()
        readying.spaces = []
        proxyThread?.end()
        proxyThread = nil
    }
}
