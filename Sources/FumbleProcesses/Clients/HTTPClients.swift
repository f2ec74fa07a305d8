import Dispatch
package import FumbleModel
import Synchronization

/// Clients that ask a fleet of real processes by HTTP, open-loop: when the next one asks does not
/// hang on when the last was answered.
package final class HTTPClients: FleetClients {
    // A class: the thread that asks and the run share it.
    private let shared: Mutex<Shared>
    private let host: KeptHost
    private let spec: FleetSpec
    private let topology: Topology
    private let seed: UInt64
    private let queue = DispatchQueue(label: "fumble.clients", qos: .userInteractive)

    struct Shared: Sendable {
        var factors: [Double]
        var counts: [Counts]
        /// Since when each server does not serve; nil: it does.
        var downSince: [MonotonicTime?]
        var isClosing = false
        var whenClosed: CheckedContinuation<Void, Never>?
        var isOver = true
        /// The latest that a client asked after it meant to.
        var mostLate = TimeSpan.zero
    }

    struct Counts: Sendable {
        var offered = 0
        var answered = 0
        var attempts = 0
    }

    package init(_ spec: FleetSpec, topology: Topology, seed: UInt64, host: KeptHost) {
        self.spec = spec
        self.topology = topology
        self.seed = seed
        self.host = host
        shared = Mutex(
            Shared(
                factors: spec.operations.map { _ in 1 },
                counts: spec.operations.map { _ in Counts() },
                downSince: Array(repeating: nil, count: topology.serverCount)))
    }

    package func open() async throws(FleetError) {
        var targets: [Asked] = []
        for (place, operation) in spec.operations.enumerated() {
            guard let ask = spec.processes?.ask(of: OperationID(place)) else { continue }
            let servers = (0..<topology.serverCount).filter {
                Int(topology.groupOf[$0]) == ask.group
            }
            var ports: [UInt16] = []
            for server in servers {
                ports.append(await host.door(ask.port, of: ServerID(server)) ?? 0)
            }
            targets.append(
                Asked(
                    operation: place, spec: operation, ask: ask, servers: servers, ports: ports,
                    noticesAfter: spec.noticesAfter, seed: seed))
        }
        for place in targets.indices {
            guard let port = targets[place].ports.first else { continue }
            try await FirstWrites.write(targets[place].firstRequests(to: port), to: port)
            targets[place].beginNow()
        }
        shared.withLock { $0.isOver = false }
        let course = ClientCourse(targets)
        queue.async { [self] in
            var course = course
            while course.step(shared) {}
            let waiter = shared.withLock { state in
                state.isOver = true
                return state.whenClosed.take()
            }
            waiter?.resume()
        }
    }

    package func offer(_ operation: OperationID, factor: Double) async {
        shared.withLock { $0.factors[operation.index] = factor }
    }

    package func note(_ server: ServerID, serves: Bool) async {
        shared.withLock { $0.downSince[server.index] = serves ? nil : .now() }
    }

    package func closeWindow(at end: Instant) async -> [OperationSample] {
        shared.withLock { state in
            defer { state.counts = state.counts.map { _ in Counts() } }
            return state.counts.map {
                OperationSample(
                    offered: Double($0.offered), answered: Double($0.answered),
                    attempts: Double($0.attempts))
            }
        }
    }

    package func readBack() async -> WritesRead? { nil }

    package func record() async -> LoadRecord? { nil }

    package func close() async {
        await withCheckedContinuation { continuation in
            let isOver = shared.withLock { state in
                state.isClosing = true
                if !state.isOver { state.whenClosed = continuation }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }
}
