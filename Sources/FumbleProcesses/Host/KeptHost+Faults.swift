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
                effect: "stopped \(stops) times, for \(stoppedFor) in all")
    }

    package func disturb(
        _ servers: [ServerID], _ trouble: LinkTrouble
    ) async throws(FleetError) -> BittenFault? {
        var resets = 0
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                resets += try await own.disturb(trouble) ?? 0
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
        guard case .reset = trouble else { return nil }
        return BittenFault(
            fault: trouble.word, servers: servers.count, effect: "\(resets) connections were reset")
    }

    package func soothe(
        _ servers: [ServerID], _ trouble: LinkTrouble
    ) async throws(FleetError) -> BittenFault? {
        var counted = LinkCounters.zero
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                counted = counted.adding(try await own.soothe(trouble))
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
        return BittenFault(
            fault: trouble.word, servers: servers.count,
            effect: trouble.effect(counted))
    }

    package func partition(_ servers: [ServerID], isOn: Bool) async throws(FleetError) {
        for server in servers {
            do throws(ProxyError) {
                var own = links[server.index]
                try await own.partition(isOn)
                links[server.index] = own
            } catch {
                throw .mayHaveHappened("\(error)")
            }
        }
    }

    /// Opens a proxy before each port, if anything of the experiment needs them.
    func openLinks() async throws(FleetError) {
        guard needs.isProxied else { return }
        let loops = TrafficLoops(threads: 1)
        self.loops = loops
        for server in courses.indices {
            var proxies: [TCPProxy] = []
            for (door, port) in layout.doors(of: server) {
                do throws(ProxyError) {
                    proxies.append(
                        try await TCPProxy.open(
                            "\(layout.name(of: server)):\(port)", listening: Int(door),
                            to: Int(port), seed: layout.seed, on: loops))
                } catch {
                    throw .didNothing("\(error)")
                }
            }
            links[server] = ServerLinks(proxies)
        }
    }

    func closeLinks() async {
        for own in links { await own.close() }
        await loops?.shutdown()
        loops = nil
    }
}

extension LinkTrouble {
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
