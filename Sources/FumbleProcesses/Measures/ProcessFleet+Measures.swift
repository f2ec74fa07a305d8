package import FumbleModel

/// What an experiment asks beside the verdict, as far as it can be seen from outside of programs.
extension ProcessFleet {
    package func readings() async -> [MeasureReading] {
        var readings: [MeasureReading] = []
        let now = await host.now()
        for measure in measures {
            readings.append(await reading(of: measure, now))
        }
        return readings
    }

    private func reading(of measure: MeasureSpec, _ now: Instant) async -> MeasureReading {
        if let lack = measure.quantity.lackOnProcesses {
            return MeasureReading(measure, lacks: lack)
        }
        if let values = course.values(of: measure, upTo: min(now, time)) {
            return values.reading(of: measure)
        }
        guard let operation = measure.quantity.operation,
            let answers = await clients.answers(of: operation, since: .start + measure.warmUp)
        else {
            return MeasureReading(measure, lacks: "nobody asks it on real processes")
        }
        return answers.reading(of: measure)
            ?? MeasureReading(
                measure,
                lacks: "those who ask it keep one record of the whole run: leave `warm-up` out")
    }
}

extension MeasureReading {
    fileprivate init(_ measure: MeasureSpec, lacks: String) {
        self.init(
            name: measure.name, weight: 0, mean: nil, standardDeviation: nil, quantiles: [],
            probability: nil, lacks: lacks)
    }
}

extension MeasureSpec.Quantity {
    /// Whose clients it is about; nil: it is about servers.
    fileprivate var operation: OperationID? {
        switch self {
        case .latency(let id), .wait(let id), .attempts(let id), .success(let id), .refused(let id):
            id
        default: nil
        }
    }

    /// Why nobody outside of programs knows it; nil: it can be known.
    fileprivate var lackOnProcesses: String? {
        switch self {
        case .latency, .attempts, .success, .serving, .down, .removed, .timeToWhole, .timeToServing,
            .timeToDownAtMost:
            nil
        case .wait, .refused, .inSystem, .queued, .busy, .inFleet:
            "queues are inside of the programs, where fumble does not look"
        case .stoppedCells: "cells are inside of the programs, where fumble does not look"
        case .hitRatio: "caches are inside of the programs, where fumble does not look"
        case .restartAge, .failuresPerHour: "a real run is too short to say anything of it"
        case .backlog, .timeToDrain: "on real processes nobody queues work"
        }
    }
}
