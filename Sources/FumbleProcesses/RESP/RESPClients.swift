import CKeeper
import Dispatch
package import FumbleModel
import FumbleTraffic
import Glibc
import Synchronization

/// Clients that write to a fleet of real processes by RESP, open-loop: when the next one writes does
/// not hang on when the last was answered.
package final class RESPClients: FleetClients {
    // A class: the thread that asks and the run share it.
    private let shared: Mutex<Shared>
    private let host: KeptHost
    private let spec: FleetSpec
    private let topology: Topology
    private let seed: UInt64
    private let queue = DispatchQueue(label: "fumble.resp-clients", qos: .userInteractive)

    private struct Shared: Sendable {
        var factors: [Double]
        var counts: [ClientCounts]
        var isClosing = false
        var isOver = true
        var whenOver: [CheckedContinuation<Void, Never>] = []
        /// What was written, when it is over.
        var courses: [WriteCourse] = []
        /// How each operation was answered in the windows that are closed.
        var answers: [ClientAnswers]
    }

    /// The longest that one wait may be, so that a change of load is soon seen.
    private static let longestWait: Int64 = 50_000

    package init(_ spec: FleetSpec, topology: Topology, seed: UInt64, host: KeptHost) {
        self.spec = spec
        self.topology = topology
        self.seed = seed
        self.host = host
        shared = Mutex(
            Shared(
                factors: spec.operations.map { _ in 1 },
                counts: spec.operations.map { _ in ClientCounts() },
                answers: spec.operations.map { _ in ClientAnswers() }))
    }

    private var writes: [RESPAskSpec] { spec.processes?.writes ?? [] }

    package func open() async {
        guard !writes.isEmpty else { return }
        var courses: [WriteCourse] = []
        for ask in writes {
            courses.append(
                WriteCourse(
                    ask, of: spec[ask.operation], sentinels: await sentinels(of: ask), seed: seed))
        }
        shared.withLock { $0.isOver = false }
        queue.async { [self, courses] in
            var courses = courses
            while step(&courses) {}
            for course in courses { course.close() }
            let waiters = shared.withLock { state in
                state.isOver = true
                state.courses = courses
                defer { state.whenOver = [] }
                return state.whenOver
            }
            for waiter in waiters { waiter.resume() }
        }
    }

    private func sentinels(of ask: RESPAskSpec) async -> [UInt16] {
        var ports: [UInt16] = []
        for server in 0..<topology.serverCount
        where Int(topology.groupOf[server]) == ask.sentinels {
            if let port = await host.door(ask.port, of: ServerID(server)) { ports.append(port) }
        }
        return ports
    }

    /// Waits for the next thing to do, and does it.
    ///
    /// - Returns: whether there is more to do.
    private func step(_ courses: inout [WriteCourse]) -> Bool {
        let (isClosing, factors) = shared.withLock { ($0.isClosing, $0.factors) }
        if isClosing, courses.allSatisfy(\.isDone) { return false }
        let now = MonotonicTime.now()
        let due = courses.map { $0.due(isClosing: isClosing).microseconds }.min() ?? 0
        let left = min(max(0, due - now.microseconds), Self.longestWait)
        var waits = courses.compactMap(\.wait)
        keeper_poll(&waits, UInt(waits.count), left)
        var counts = courses.map { _ in ClientCounts() }
        for place in courses.indices {
            let factor = isClosing ? nil : factors[courses[place].operation.index]
            courses[place].goOn(factor: factor, at: .now(), &counts[place])
        }
        shared.withLock { state in
            for (course, count) in zip(courses, counts) {
                state.counts[course.operation.index].offered += count.offered
                state.counts[course.operation.index].answered += count.answered
                state.counts[course.operation.index].attempts += count.attempts
            }
        }
        return true
    }

    package func offer(_ operation: OperationID, factor: Double) async {
        shared.withLock { $0.factors[operation.index] = factor }
    }

    /// Sentinels say who serves.
    package func note(_ server: ServerID, serves: Bool) async {}

    package func closeWindow(at end: Instant) async -> [OperationSample] {
        shared.withLock { state in
            defer { state.counts = state.counts.map { _ in ClientCounts() } }
            for (place, counts) in state.counts.enumerated() {
                state.answers[place].intents += counts.offered
                state.answers[place].answered += counts.answered
                state.answers[place].attempts += counts.attempts
            }
            return state.counts.map {
                OperationSample(
                    offered: Double($0.offered), answered: Double($0.answered),
                    attempts: Double($0.attempts))
            }
        }
    }

    package func readBack() async -> WritesRead? {
        await close()
        var all: WritesRead?
        for (course, ask) in zip(shared.withLock(\.courses), writes) {
            let readBack = RESPReadBack(course, ask, sentinels: await sentinels(of: ask))
            let read = await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: readBack.run()) }
            }
            all = all?.adding(read) ?? read
        }
        return all
    }

    package func record() async -> LoadRecord? {
        let courses = shared.withLock(\.courses)
        guard !courses.isEmpty else { return nil }
        var lateness = LatencyHistogram()
        for course in courses { lateness.add(course.record.lateness) }
        return LoadRecord(
            lateness: lateness.spread,
            operations: courses.map { $0.record.asked($0.operation, bound: $0.latestAsk) })
    }

    package func answers(of operation: OperationID, since: Instant) async -> ClientAnswers? {
        guard writes.contains(where: { $0.operation == operation }) else { return nil }
        return shared.withLock { state in
            var answers = since == .start ? state.answers[operation.index] : ClientAnswers()
            if since == .start {
                answers.latency = state.courses.first { $0.operation == operation }?.record.latency
            }
            return answers
        }
    }

    package func close() async {
        await withCheckedContinuation { continuation in
            let isOver = shared.withLock { state in
                state.isClosing = true
                if !state.isOver { state.whenOver.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }
}
