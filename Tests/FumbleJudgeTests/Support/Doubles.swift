import FumbleModel

/// Each subsystem keeps its minimum; written anew, so that the judge is tried without the catalogue.
struct MinimumPromise: Promise {
    func examine(_ history: FleetHistory) -> [PromiseResult] {
        history.fleet.subsystems.indices.map { index in
            let full = history.topology.capacity(of: SubsystemID(index))
            let limit = history.fleet.subsystems[index].minimum.resolved(of: full)
            let steps = history.serving[index]
            let broken = steps.firstIndex { $0.servers < limit }
            let back = broken.flatMap { first in steps[first...].first { $0.servers >= limit } }
            let until = back?.at ?? history.end
            return PromiseResult(
                promise: "its own name for it", subsystem: history.fleet.subsystems[index].name,
                isKept: broken == nil, limit: limit, worst: steps.map(\.servers).min() ?? full,
                brokenAt: broken.map { steps[$0].at },
                brokenFor: broken.map { until - steps[$0].at } ?? .zero)
        }
    }
}

/// No more than so many servers are removed at one instant.
struct RemovalPromise: Promise {
    let atMost: Int
    func examine(_ history: FleetHistory) -> [PromiseResult] {
        let broken = history.removals.first { $0.servers > atMost }
        return [
            PromiseResult(
                promise: "pace", subsystem: nil, isKept: broken == nil, limit: atMost,
                worst: history.removals.map(\.servers).max() ?? 0, brokenAt: broken?.at,
                brokenFor: .zero)
        ]
    }
}

/// A guard that nobody may ask: the judge judges by what was written down.
struct UnaskedGuard: Guard {
    mutating func review(_ request: GuardRequest, in view: FleetView, at now: Instant)
        -> GuardDecision
    {
        .refuse(reason: "the judge asked a guard")
    }
}

/// The share answered of one operation over some windows.
struct ShareProbe: Probe {
    let operation: OperationID
    var windows = 1
    var question: String { "goodput" }

    func read(_ window: ArraySlice<WindowSample>, of fleet: FleetSpec) -> Double? {
        let samples = window.map { $0.operations[operation.index] }
        let offered = samples.reduce(0) { $0 + $1.offered }
        return offered > 0 ? samples.reduce(0) { $0 + $1.answered } / offered : nil
    }

    func describe(_ reading: Double) -> String { "\(reading)" }
}

struct AtLeast: Tolerance {
    let limit: Double
    func accepts(_ reading: Double) -> Bool { reading >= limit }
    func describe(using probe: any Probe) -> String { "at least \(limit)" }
}
