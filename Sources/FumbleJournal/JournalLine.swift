import FumbleModel

/// One line of `run.jsonl` after the first, as it is read: exactly one of its forms is filled in.
struct JournalLine: Decodable {
    /// The lines after this belong to that arm.
    let arm: Arm?

    /// An event of the run.
    let at: Instant?
    let what: RunEvent.What?

    /// Start and length in microseconds of the first of so many like windows, one after the other.
    let window: [Int64]?
    /// Offered, answered and attempts of each operation.
    let operations: [[Double]]?
    /// How many answers of each operation, their median, 99th percentile and longest in microseconds;
    /// empty where none was timed.
    let latency: [[Int64]]?
    /// Serving and lowest of each subsystem.
    let subsystems: [[Int]]?
    let queued: [Double]?

    /// The arm is whole.
    let end: End?

    struct End: Codable {
        let at: Instant
        let events: Int
        let hash: String
        let marks: [String]
        /// nil: nothing was measured.
        let readings: [MeasureReading]?

        init(_ arm: ArmRun) {
            at = arm.end
            events = arm.counted.events
            hash = Hexadecimal.text(arm.counted.hash, digits: 16)
            marks = arm.counted.marks.map { Hexadecimal.text($0, digits: 16) }
            readings = arm.readings.isEmpty ? nil : arm.readings
        }

        /// nil: a hash is no hexadecimal number.
        var counted: EventCount? {
            let marks = marks.compactMap(Hexadecimal.value)
            guard let hash = Hexadecimal.value(hash), marks.count == self.marks.count else {
                return nil
            }
            return EventCount(events: events, hash: hash, marks: marks)
        }
    }

    /// The event of an event's line.
    var event: RunEvent? {
        guard let at, let what else { return nil }
        return RunEvent(at: at, what: what)
    }

    /// The windows of a windows' line, written out; nil: it is none, or it cannot be so.
    var windows: [WindowSample]? {
        guard let window, window.count == 3, let operations, let subsystems, let queued,
            operations.allSatisfy({ $0.count == 3 }), subsystems.allSatisfy({ $0.count == 2 })
        else { return nil }
        let (start, length, count) = (window[0], window[1], window[2])
        guard length > 0, (1...Self.mostWindows).contains(count) else { return nil }
        let (whole, isTooLong) = length.multipliedReportingOverflow(by: count)
        guard !isTooLong, !start.addingReportingOverflow(whole).overflow else { return nil }
        let spreads = latency?.map(Self.spread) ?? operations.map { _ in nil }
        guard spreads.count == operations.count else { return nil }
        let asked = zip(operations, spreads).map { sample, spread in
            OperationSample(
                offered: sample[0], answered: sample[1], attempts: sample[2], latency: spread)
        }
        let capacity = subsystems.map { SubsystemSample(serving: $0[0], lowest: $0[1]) }
        return (0..<count).map { place in
            WindowSample(
                start: Instant(microseconds: start + place * length),
                length: TimeSpan(microseconds: length), operations: asked, subsystems: capacity,
                queued: queued)
        }
    }

    private static func spread(_ numbers: [Int64]) -> LengthSpread? {
        guard numbers.count == 4 else { return nil }
        return LengthSpread(
            count: Int(numbers[0]), p50: TimeSpan(microseconds: numbers[1]),
            p99: TimeSpan(microseconds: numbers[2]), longest: TimeSpan(microseconds: numbers[3]))
    }

    /// More windows than a line of a real run stands for: 115 days of windows of 10 s.
    private static let mostWindows: Int64 = 1_000_000
}
