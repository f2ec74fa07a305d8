internal import FumbleModel

/// What clients asked and got since the last window was closed.
struct WindowKeeper: Sendable {
    private var start: Int64 = 0
    private var operations: [Counts]
    private var lowest: [Int]

    private struct Counts: Sendable {
        var offered = Integral()
        var answered = Integral()
        var attempts = Integral()
    }

    init(operations: Int, capacities: [Int]) {
        self.operations = [Counts](repeating: Counts(), count: operations)
        lowest = capacities
    }

    mutating func set(_ flows: [OperationFlow], at time: Int64) {
        for (index, flow) in flows.enumerated() {
            operations[index].offered.set(flow.offered, at: time)
            operations[index].answered.set(flow.answered, at: time)
            operations[index].attempts.set(flow.attempts, at: time)
        }
    }

    /// Takes note of what serves, as it is at the end of an instant.
    mutating func note(_ standings: [Standing]) {
        for (index, standing) in standings.enumerated() where standing.serving < lowest[index] {
            lowest[index] = standing.serving
        }
    }

    /// - Parameter counted: what each operation's clients asked and got, where that was counted; nil:
    ///   it is the integral of the flows.
    mutating func close(
        _ standings: [Standing], queued: [Double], at time: Int64,
        counted: [OperationSample]? = nil
    ) -> WindowSample {
        note(standings)
        let asked = counted ?? integrals(at: time)
        let subsystems = zip(standings, lowest).map {
            SubsystemSample(serving: $0.serving, lowest: $1)
        }
        let begin = Instant(microseconds: start)
        start = time
        lowest = standings.map(\.serving)
        return WindowSample(
            start: begin, length: Instant(microseconds: time) - begin, operations: asked,
            subsystems: subsystems, queued: queued)
    }

    private mutating func integrals(at time: Int64) -> [OperationSample] {
        var asked: [OperationSample] = []
        for index in operations.indices {
            asked.append(
                OperationSample(
                    offered: operations[index].offered.take(at: time),
                    answered: operations[index].answered.take(at: time),
                    attempts: operations[index].attempts.take(at: time)))
        }
        return asked
    }
}
