package import FumbleModel
import FumbleTraffic
import Synchronization

/// Clients that ask a fleet of real processes by HTTP, open-loop: when the next one asks does not
/// hang on when the last was answered.
package final class HTTPClients: FleetClients {
    // A class: the fleet, which is a value, is copied, and its clients are the same.
    private let state = Mutex(State())
    private let host: KeptHost
    private let spec: FleetSpec
    private let topology: Topology
    private let seed: UInt64
    private let moments: Set<Instant>

    private struct State: Sendable {
        var load: OpenLoad?
        var loops: TrafficLoops?
        /// The operations that are asked, in the load's order.
        var operations: [OperationID] = []
        /// The ports at which each server is asked.
        var ports: [[UInt16]] = []
        /// From each moment on that measures ask for, how each of those operations was answered.
        var answers: [(since: Instant, [ClientAnswers])] = []
        /// When the window began that is not closed yet.
        var windowStart = Instant.start
    }

    /// Of an operation that nobody asks, for a load has a rate: once in 30 years.
    private static let leastRate = 1e-9

    /// - Parameter measures: what will be asked of answers.
    package init(
        _ spec: FleetSpec, topology: Topology, seed: UInt64, host: KeptHost,
        measures: [MeasureSpec]
    ) {
        moments = Set(measures.map { .start + $0.warmUp })
        self.spec = spec
        self.topology = topology
        self.seed = seed
        self.host = host
    }

    package func open() async throws(FleetError) {
        let asks = spec.operations.indices.compactMap { spec.processes?.ask(of: OperationID($0)) }
        guard !asks.isEmpty else { return }
        var ports = [[UInt16]](repeating: [], count: topology.serverCount)
        var doors: [[Int]] = []
        for ask in asks {
            var own: [Int] = []
            for server in 0..<topology.serverCount where topology.groupOf[server] == ask.group {
                guard let port = await host.door(ask.port, of: ServerID(server)) else { continue }
                ports[server].append(port)
                own.append(Int(port))
            }
            doors.append(own)
        }
        let plan = LoadPlan(
            asks.map(operation), length: .years(1), seed: seed,
            connections: OpenFiles.connections(toEachOf: Set(doors.joined()).count),
            window: .years(1))
        let loops = TrafficLoops(threads: 1, isUrgent: true)
        state.withLock {
            $0.loops = loops
            $0.operations = asks.map(\.operation)
            $0.ports = ports
            $0.answers = moments.sorted().map { since in
                (since, asks.map { _ in ClientAnswers(latency: LatencyHistogram()) })
            }
        }
        do throws(LoadError) {
            let load = try await OpenLoad.begin(
                plan, at: doors, noticesAfter: spec.noticesAfter, on: loops)
            state.withLock { $0.load = load }
        } catch {
            throw .mayHaveHappened(error.description)
        }
    }

    /// What the load is to ask; the paths of an ask have no place but that of the number.
    private func operation(_ ask: AskSpec) -> LoadOperation {
        let spec = spec[ask.operation]
        return LoadOperation(
            spec.name, .ask(ask.method, path: ask.path, keys: ask.keys, body: ask.body),
            rate: Frequency(perSecond: max(spec.rate.perSecond, Self.leastRate)),
            arrivals: spec.arrivals, deadline: spec.timeout, retries: spec.retries,
            before: ask.before.map { $0.filled { _ in "0" } })
    }

    package func offer(_ operation: OperationID, factor: Double) async {
        let (load, operations) = state.withLock { ($0.load, $0.operations) }
        guard let place = operations.firstIndex(of: operation) else { return }
        load?.offer(place, factor: factor)
    }

    package func note(_ server: ServerID, serves: Bool) async {
        let (load, ports) = state.withLock { ($0.load, $0.ports) }
        guard let load else { return }
        for port in ports[server.index] { load.note(port, serves: serves) }
    }

    package func closeWindow(at end: Instant) async -> [OperationSample] {
        let (load, operations) = state.withLock { ($0.load, $0.operations) }
        var samples = spec.operations.map { _ in
            OperationSample(offered: 0, answered: 0, attempts: 0)
        }
        guard let load else { return samples }
        let windows = await load.takeWindow()
        for (operation, window) in zip(operations, windows) {
            samples[operation.index] = window.sample
        }
        state.withLock { state in
            for place in state.answers.indices where state.windowStart >= state.answers[place].since
            {
                for (asked, window) in windows.enumerated() {
                    state.answers[place].1[asked].add(window)
                }
            }
            state.windowStart = end
        }
        return samples
    }

    package func answers(of operation: OperationID, since: Instant) async -> ClientAnswers? {
        state.withLock { state in
            guard let place = state.operations.firstIndex(of: operation) else { return nil }
            return state.answers.first { $0.since == since }?.1[place]
        }
    }

    package func readBack() async -> WritesRead? {
        guard let load = state.withLock(\.load) else { return nil }
        load.stop()
        return await load.finish().writes.read
    }

    package func record() async -> LoadRecord? {
        let (load, operations) = state.withLock { ($0.load, $0.operations) }
        guard let record = await load?.record() else { return nil }
        return LoadRecord(
            lateness: record.lateness,
            operations: zip(operations, record.operations).map { operation, asked in
                LoadRecord.Asked(
                    operation: operation, requests: asked.requests, late: asked.late,
                    bound: asked.bound, latency: asked.latency)
            })
    }

    package func close() async {
        let (load, loops) = state.withLock { state in
            defer { state = State() }
            return (state.load, state.loops)
        }
        await load?.abandon()
        await loops?.shutdown()
    }
}
