import FumbleEngine
import FumbleModel

/// The least that the engine needs of each open kind.
struct Goodput: Probe {
    var windows = 1
    var question: String { "goodput" }

    func read(_ window: ArraySlice<WindowSample>, of fleet: FleetSpec) -> Double? {
        let offered = window.reduce(0) { $0 + $1.operations[0].offered }
        return offered == 0 ? nil : window.reduce(0) { $0 + $1.operations[0].answered } / offered
    }

    func describe(_ reading: Double) -> String { "\(Int(reading * 100))%" }
}

struct AtLeast: Tolerance {
    let limit: Double

    func accepts(_ reading: Double) -> Bool { reading >= limit }
    func describe(using probe: any Probe) -> String { "at least \(probe.describe(limit))" }
}

/// Crashes, hangs or slows servers of the index.
struct ServerFault: Fault {
    enum Sort { case crash, hang, slow(Double), forGood }
    let sort: Sort
    let count: Int?
    /// nil: any server of the index is hit.
    var ofPrimaryOf: String?

    var demand: TargetDemand? {
        TargetDemand(
            among: ofPrimaryOf.map { .primary(of: $0) } ?? .subsystem("index"),
            count: count.map { .count($0) }, position: Sample.nowhere)
    }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        switch sort {
        case .crash: [.crash(servers)]
        case .hang: servers.map { .hang([$0]) }
        case .slow(let factor): [.slow(servers, of: nil, factor: factor)]
        case .forGood: [.crash(servers)]
        }
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        switch sort {
        case .crash: [.start(servers)]
        case .hang: servers.reversed().map { .resume([$0]) }
        case .slow: [.slow(servers, of: nil, factor: 1)]
        case .forGood: []
        }
    }
}

/// A fault that an operator types.
struct TypedFault: Fault {
    let line: TypedLine
    var typedLine: TypedLine? { line }
    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [] }
    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [] }
}

/// Refuses more than so many servers, and sees counts that are old.
struct AtMostServers: Guard {
    let limit: Int
    var viewLag: TimeSpan { .seconds(15) }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        request.servers.count > limit
            ? .refuse(
                reason: "\(request.servers.count) of \(view.tally.serving) at \(view.tally.at)")
            : .allow
    }
}

struct NoPromise: Promise {
    var concerns: [SubsystemID]? { nil }
    func examine(_ history: FleetHistory) -> [PromiseResult] { [] }
}

/// A signal that comes after so many windows of the run.
struct SignalAfter: Interruption {
    let diary: FleetDiary
    let windows: Int

    var signal: String? {
        let asked = diary.change { state -> Int in
            state.asked += 1
            return state.asked
        }
        return asked >= windows ? "SIGINT" : nil
    }
}

/// Cancels the task of the arm at the end of its first window.
struct CancelsItself: Interruption {
    var signal: String? {
        withUnsafeCurrentTask { $0?.cancel() }
        return nil
    }
}
