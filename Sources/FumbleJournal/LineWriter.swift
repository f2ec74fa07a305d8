import FoundationEssentials
import FumbleModel

/// Writes a run as the lines of `run.jsonl`: events and windows of each arm in order of time,
/// windows alike in a row as one line with a count.
///
/// Windows are written by hand: there are thousands of them, and the encoder takes a hundred times
/// as long for one.
struct LineWriter {
    private(set) var bytes: [UInt8] = []
    private let encoder: JSONEncoder
    private var run: WindowRun?

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    mutating func write(_ record: RunRecord) throws {
        try line(record)
    }

    mutating func write(_ arm: ArmRun) throws {
        try begin(arm.arm)
        var next = 0
        for event in arm.events {
            while next < arm.windows.count, arm.windows[next].end <= event.at {
                try take(arm.windows[next])
                next += 1
            }
            try flush()
            try write(event)
        }
        for window in arm.windows[next...] { try take(window) }
        try end(arm)
    }

    /// What follows is of that arm.
    mutating func begin(_ arm: Arm) throws { try line(ArmLine(arm: arm)) }

    mutating func end(_ arm: ArmRun) throws {
        try flush()
        try line(EndLine(end: JournalLine.End(arm)))
    }

    /// One window as a line of its own, whatever comes after it.
    mutating func write(_ window: WindowSample) throws {
        try take(window)
        try flush()
    }

    /// What was written since the last call.
    mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Changes of capacity are most of a run's events: they too are written by hand, as the encoder
    /// would.
    mutating func write(_ event: RunEvent) throws {
        guard case .fleet(.serving(let subsystem, let servers)) = event.what else {
            return try line(event)
        }
        append("{\"at\":\(event.at.microseconds),\"what\":{\"fleet\":{\"_0\":{\"serving\":")
        append("{\"servers\":\(servers),\"subsystem\":{\"index\":\(subsystem.index)}}}}}}\n")
    }

    /// A number as JSON has it.
    ///
    /// - Throws: for what is not finite, which JSON cannot say.
    private mutating func append(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "a window holds \(value)"))
        }
        if let whole = Int64(exactly: value) {
            append(String(whole))
        } else {
            append(value.description)
        }
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func line(_ value: some Encodable) throws {
        bytes.append(contentsOf: try encoder.encode(value))
        append("\n")
    }

    private mutating func take(_ window: WindowSample) throws {
        if run?.extend(by: window) == true { return }
        try flush()
        run = WindowRun(window)
    }

    private mutating func flush() throws {
        guard let run else { return }
        let first = run.first
        append("{\"window\":[\(first.start.microseconds),\(first.length.microseconds),")
        append("\(run.count)],\"operations\":")
        try list(first.operations) { writer, sample in
            writer.append("[")
            try writer.append(sample.offered)
            writer.append(",")
            try writer.append(sample.answered)
            writer.append(",")
            try writer.append(sample.attempts)
            writer.append("]")
        }
        if first.operations.contains(where: { $0.latency != nil }) {
            append(",\"latency\":")
            list(first.operations) { writer, sample in
                let spread = sample.latency.map { latency in
                    let lengths = [latency.p50, latency.p99, latency.longest].map(\.microseconds)
                    return [Int64(latency.count)] + lengths
                }
                writer.append("[\((spread ?? []).map(String.init).joined(separator: ","))]")
            }
        }
        append(",\"subsystems\":")
        list(first.subsystems) { writer, sample in
            writer.append("[\(sample.serving),\(sample.lowest)]")
        }
        append(",\"queued\":")
        try list(first.queued) { try $0.append($1) }
        append("}\n")
        self.run = nil
    }

    private mutating func list<Element>(
        _ elements: [Element], each write: (inout LineWriter, Element) throws -> Void
    ) rethrows {
        append("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            try write(&self, element)
        }
        append("]")
    }

    private struct ArmLine: Encodable {
        let arm: Arm
    }

    private struct EndLine: Encodable {
        let end: JournalLine.End
    }
}

/// So many windows alike, one after the other.
private struct WindowRun {
    let first: WindowSample
    private(set) var count: Int64 = 1

    init(_ first: WindowSample) {
        self.first = first
    }

    /// - Returns: whether the window is the next of these; it is counted then.
    mutating func extend(by window: WindowSample) -> Bool {
        let expected = first.start.microseconds + count * first.length.microseconds
        guard window.start.microseconds == expected, window.length == first.length,
            window.operations == first.operations, window.subsystems == first.subsystems,
            window.queued == first.queued
        else { return false }
        count += 1
        return true
    }
}
