import FumbleModel

@testable import FumbleReport

/// Verdicts by seed: long words, wide characters, control characters, many and no entries.
struct RandomVerdict {
    private var stream: RandomStream

    init(seed: UInt64) {
        stream = RandomStream(seed: seed, name: "verdict")
    }

    mutating func next() -> Verdict {
        let kinds: [[Arm]] = [
            [.guarded], [.meant], [.meant, .guarded, .unguarded], [.guarded, .unguarded],
        ]
        let arms = kinds[count(kinds.count)].map { arm($0) }
        let statuses: [RunStatus] = [
            .completed, .stopped(reason: text()), .interrupted(signal: "SIGINT"),
            .failed(reason: text()),
        ]
        return Verdict(
            header: RunHeader(
                id: text(), experiment: text(), experimentHash: "00", fleetKind: "simulated",
                seed: stream.next(), build: "0",
                inputs: list { Plan.Input(name: $0.text(), value: $0.text()) }),
            claim: count(2) == 0 ? nil : text(), status: statuses[count(4)],
            outcome: outcome(), headline: text(), main: arms[0], arms: arms,
            guards: list { $0.guardVerdict() }, findings: list { $0.finding() },
            resolution: .seconds(Int64(1 + count(60))))
    }

    private mutating func arm(_ arm: Arm) -> ArmVerdict {
        let recovery = recovery()
        return ArmVerdict(
            arm: arm, promises: list { $0.promise() }, recovery: recovery,
            byOperation: list { OperationRecovery(operation: $0.text(), recovery: $0.recovery()) },
            dependents: list {
                DependentVerdict(
                    dependent: $0.text(), mostQueued: Double($0.count(1_000)),
                    timeToDrain: $0.maybeSpan())
            },
            blind: list {
                BlindSpell(subsystem: $0.text(), from: .start, until: Instant.start + $0.span())
            },
            commands: [], timeline: list { $0.entry() },
            capacity: list { $0.course() }, writesLost: Int64(count(3)), events: count(1_000_000),
            eventsHash: stream.next())
    }

    private mutating func entry() -> TimelineEntry {
        TimelineEntry(
            at: .start + span(), text: text(),
            weight: TimelineEntry.Weight.allCases[count(TimelineEntry.Weight.allCases.count)])
    }

    private mutating func recovery() -> Recovery {
        Recovery(
            injected: .start + span(), reverted: nil, timeToSymptom: maybeSpan(),
            timeToDetect: maybeSpan(), isUndetected: count(2) == 0, timeToRespond: maybeSpan(),
            timeToFirstSuccess: maybeSpan(), timeToRecover: maybeSpan(), timeToHeal: maybeSpan(),
            rodeThrough: count(2) == 0, lostRequests: Double(count(1_000_000_000)) * 1.5,
            depth: Double(count(1_001)) / 1_000, isCensored: count(2) == 0, observedFor: span(),
            relapses: count(4))
    }

    private mutating func promise() -> PromiseResult {
        PromiseResult(
            promise: text(), subsystem: count(2) == 0 ? nil : text(), isKept: count(2) == 0,
            limit: count(100), worst: count(100), brokenAt: nil, brokenFor: span())
    }

    private mutating func course() -> CapacityCourse {
        let full = count(100_000)
        return CapacityCourse(
            subsystem: text(), minimum: full / 2, full: full, lowest: list { $0.count(full + 1) })
    }

    private mutating func guardVerdict() -> GuardVerdict {
        GuardVerdict(
            name: text(), keeps: text(), position: position(),
            outcome: count(2) == 0 ? nil : .neverAsked, asked: count(2_000_000), allowed: 0,
            clamped: count(2), held: count(2), refused: count(2_000_000), decidedIn: maybeSpan(),
            beyondMeant: count(2), falseStops: count(2), message: count(2) == 0 ? nil : text())
    }

    private mutating func finding() -> Finding {
        Finding(path: text(), position: position(), outcome: outcome(), evidence: text())
    }

    private mutating func position() -> SourcePosition {
        SourcePosition(file: text(), line: count(9_999), column: count(200))
    }

    private mutating func outcome() -> Outcome {
        [Outcome.confirmed, .inconclusive, .deviated][count(3)]
    }

    private mutating func maybeSpan() -> TimeSpan? { count(2) == 0 ? nil : span() }

    /// From microseconds to years, all sizes alike.
    private mutating func span() -> TimeSpan {
        TimeSpan(microseconds: Int64(stream.next() >> UInt64(12 + count(50))))
    }

    private mutating func list<Element>(_ element: (inout Self) -> Element) -> [Element] {
        var elements: [Element] = []
        let most = count(8) == 0 ? 30 : 4
        for _ in 0..<count(most) { elements.append(element(&self)) }
        return elements
    }

    private mutating func text() -> String {
        var words: [String] = []
        for _ in 0..<count(12) { words.append(Self.words[count(Self.words.count)]) }
        return words.joined(separator: " ")
    }

    /// A number from 0 up to, not including, `limit`.
    private mutating func count(_ limit: Int) -> Int {
        Int(stream.next() % UInt64(max(limit, 1)))
    }

    private static let words = [
        "index", "a", "fleetctl", "日本語の長い言葉", "🧨", "e\u{301}", "tab\there", "\u{1B}[31mred",
        "line\nend", "<&>\"'", "|`*_", "50%,:", String(repeating: "long", count: 40), "\u{202E}x",
        "\u{FFFF}", "👩‍🚒",
    ]
}
