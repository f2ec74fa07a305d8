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
        try line(ArmLine(arm: arm.arm))
        var next = 0
        for event in arm.events {
            while next < arm.windows.count, arm.windows[next].end <= event.at {
                take(arm.windows[next])
                next += 1
            }
            flush()
            try line(event)
        }
        for window in arm.windows[next...] { take(window) }
        flush()
        try line(EndLine(end: JournalLine.End(arm)))
    }

    /// A number as JSON has it; what is not finite has no text, and is refused before.
    private mutating func append(_ value: Double) { append(PlainNumber.text(value)) }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func line(_ value: some Encodable) throws {
        bytes.append(contentsOf: try encoder.encode(value))
        append("\n")
    }

    private mutating func take(_ window: WindowSample) {
        if run?.extend(by: window) == true { return }
        flush()
        run = WindowRun(window)
    }

    private mutating func flush() {
        guard let run else { return }
        let first = run.first
        append("{\"window\":[\(first.start.microseconds),\(first.length.microseconds),")
        append("\(run.count)],\"operations\":")
        list(first.operations) { writer, sample in
            writer.list([sample.offered, sample.answered, sample.attempts]) { $0.append($1) }
        }
        append(",\"subsystems\":")
        list(first.subsystems) { writer, sample in
            writer.append("[\(sample.serving),\(sample.lowest)]")
        }
        append(",\"queued\":")
        list(first.queued) { $0.append($1) }
        append("}\n")
        self.run = nil
    }

    private mutating func list<Element>(
        _ elements: [Element], each write: (inout LineWriter, Element) -> Void
    ) {
        append("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            write(&self, element)
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
