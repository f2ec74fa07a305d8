import FumbleModel
import FumbleTraffic
import Synchronization

@testable import FumbleProcesses

/// A host whose servers are as a test says: the second conformer of the port.
final class ScriptedHost: ServerHost {
    private let state = Mutex(State())

    struct State {
        var deeds: [String] = []
        var happenings: [ServerHappening] = []
        var named: [NamedPrimary] = []
        var time = Instant.start
    }

    var deeds: [String] { state.withLock(\.deeds) }

    /// Something that happens when its time comes.
    func will(_ seconds: Int64, _ server: Int, _ what: ServerHappening.What) {
        state.withLock {
            $0.happenings.append(
                ServerHappening(
                    at: .start + .seconds(seconds), server: ServerID(server), what: what))
        }
    }

    /// What a program says from then on.
    func willName(_ seconds: Int64, _ server: Int) {
        state.withLock {
            $0.named.append(
                NamedPrimary(
                    at: .start + .seconds(seconds), subsystem: SubsystemID(0),
                    server: ServerID(server), name: "shared-\(server)", program: "oracle"))
        }
    }

    func primariesNamed() -> [NamedPrimary] {
        state.withLock { state in
            let due = state.named.filter { $0.at <= state.time }
            state.named.removeAll { $0.at <= state.time }
            return due
        }
    }

    func primary(of subsystem: SubsystemID) -> ServerID? { ServerID(1) }

    private func note(_ verb: String, _ servers: [ServerID]) {
        guard !servers.isEmpty else { return }
        let names = servers.map { "\($0.index)" }.joined(separator: " ")
        state.withLock { $0.deeds.append("\($0.time) \(verb) \(names)") }
    }

    func beginTime() {}
    func open() { state.withLock { $0.deeds.append("open") } }
    func close() { state.withLock { $0.deeds.append("close") } }
    func start(_ servers: [ServerID]) { note("start", servers) }
    func stop(_ servers: [ServerID]) { note("stop", servers) }
    func kill(_ servers: [ServerID]) { note("kill", servers) }
    func freeze(_ servers: [ServerID]) -> BittenFault? {
        note("freeze", servers)
        return nil
    }
    func thaw(_ servers: [ServerID]) -> BittenFault? {
        note("thaw", servers)
        return nil
    }

    func slow(_ servers: [ServerID], factor: Double) -> BittenFault? {
        note("slow x\(factor)", servers)
        return nil
    }

    func disturb(
        _ servers: [ServerID], _ trouble: LinkTrouble, from ends: LinkEnds
    ) -> BittenFault? {
        note("disturb by \(trouble.word)\(ends.words)", servers)
        return nil
    }

    func soothe(
        _ servers: [ServerID], _ trouble: LinkTrouble, from ends: LinkEnds
    ) -> BittenFault? {
        note("soothe \(trouble.word)\(ends.words)", servers)
        return BittenFault(fault: trouble.word, servers: servers.count, effect: "7 bytes")
    }

    func burden(_ servers: [ServerID], _ trouble: MachineTrouble) -> BittenFault? {
        note("burden with \(trouble.word)", servers)
        return nil
    }

    func relieve(_ servers: [ServerID], _ trouble: MachineTrouble) -> BittenFault? {
        note("relieve of \(trouble.word)", servers)
        return BittenFault(fault: trouble.word, servers: servers.count, effect: "3 files")
    }

    func change(_ server: ServerID, _ change: DiskChange) -> BittenFault {
        let fault =
            switch change {
            case .corrupt: "corrupt-state"
            case .age(let age): "age by \(age)"
            }
        note(fault, [server])
        return BittenFault(fault: fault, servers: 1, effect: "16 bytes")
    }

    func partition(_ servers: [ServerID], isOn: Bool) -> BittenFault? {
        note(isOn ? "cut off" : "reconnect", servers)
        return nil
    }

    func now() -> Instant { state.withLock(\.time) }

    func happenings(until instant: Instant) -> [ServerHappening] {
        state.withLock { state in
            let due = state.happenings.filter { $0.at <= instant }.min { $0.at < $1.at }
            guard let due else {
                state.time = max(state.time, instant)
                return []
            }
            state.happenings.removeAll { $0 == due }
            state.time = max(state.time, due.at)
            return [due]
        }
    }
}

/// Clients who are always answered, and find what they wrote but for one key.
final class ContentClients: FleetClients {
    // A class: fleets are values, and what their clients were told is looked at afterwards.
    private let notes = Mutex<[String]>([])
    /// What they were told of servers.
    var noted: [String] { notes.withLock(\.self) }

    func open() {}
    func offer(_ operation: OperationID, factor: Double) {}
    func note(_ server: ServerID, serves: Bool) {
        notes.withLock { $0.append("\(server.index) \(serves ? "serves" : "does not serve")") }
    }
    func closeWindow(at end: Instant) -> [OperationSample] { [] }
    func readBack() -> WritesRead? {
        WritesRead(
            acknowledged: 9, keys: 4, lost: [LostKey(key: "/k", found: .nothing)], unread: 0)
    }
    func record() -> LoadRecord? {
        LoadRecord(
            lateness: LengthSpread(count: 0, p50: .zero, p99: .zero, longest: .zero), operations: []
        )
    }
    /// Two of three are answered, in 10 ms and 30 ms; only the whole run is known.
    func answers(of operation: OperationID, since: Instant) -> ClientAnswers? {
        guard operation.index == 0 else { return nil }
        var answers = ClientAnswers()
        (answers.intents, answers.answered, answers.attempts) = (3, 2, 6)
        guard since == .start else { return answers }
        var latency = LatencyHistogram()
        for milliseconds: Int64 in [10, 30] { latency.record(microseconds: milliseconds * 1_000) }
        answers.latency = latency
        return answers
    }
    func close() {}
}
