import FoundationEssentials
import FumbleModel

/// Reads the lines of `run.jsonl`, as far as they are whole.
struct LineReader {
    private(set) var record: RunRecord?
    private(set) var arms: [ArmRun] = []
    /// Why reading ended before the last arm was whole; nil: it did not.
    private(set) var missing: String?

    private var arm: Arm?
    private var events: [RunEvent] = []
    private var windows: [WindowSample] = []
    private let decoder = JSONDecoder()

    init(_ bytes: [UInt8]) {
        var start = 0
        var number = 1
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if !take(Data(bytes[start..<end]), isFirst: number == 1) {
                missing = "line \(number) of run.jsonl cannot be read"
                break
            }
            start = end + 1
            number += 1
        }
        closeCutOffArm()
        if missing == nil { missing = whatIsMissing(isCutInLine: start < bytes.count) }
    }

    /// - Returns: whether the line could be read.
    private mutating func take(_ line: Data, isFirst: Bool) -> Bool {
        do {
            if isFirst {
                let first = try decoder.decode(RunRecord.self, from: line)
                guard first.schema == Schema.current else { return false }
                record = first
                return true
            }
            return take(try decoder.decode(JournalLine.self, from: line))
        } catch {
            return false
        }
    }

    private mutating func take(_ line: JournalLine) -> Bool {
        if let next = line.arm {
            guard arm == nil else { return false }
            arm = next
        } else if let event = line.event {
            events.append(event)
        } else if let more = line.windows {
            windows += more
        } else if let end = line.end, let arm, let counted = end.counted {
            close(
                ArmRun(
                    arm: arm, events: events, windows: windows, end: end.at, counted: counted,
                    readings: end.readings ?? []))
        } else {
            return false
        }
        return true
    }

    private mutating func close(_ whole: ArmRun) {
        arms.append(whole)
        arm = nil
        events = []
        windows = []
    }

    /// Keeps what was read of an arm that has no end: it ends with the last that is known of it.
    private mutating func closeCutOffArm() {
        guard let arm else { return }
        let end = max(events.last?.at ?? .start, windows.last?.end ?? .start)
        missing = missing ?? "the record ends within the \(arm.rawValue) arm, at \(end)"
        close(
            ArmRun(
                arm: arm, events: events, windows: windows, end: end,
                counted: EventCount(events: 0, hash: 0, marks: [])))
    }

    private func whatIsMissing(isCutInLine: Bool) -> String? {
        guard let record else { return "run.jsonl has no whole line" }
        if let lost = record.arms.dropFirst(arms.count).first {
            return "the \(lost.rawValue) arm is not recorded"
        }
        return isCutInLine ? "the last line of run.jsonl is not whole" : nil
    }
}
