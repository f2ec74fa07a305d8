import FumbleModel

/// Writes an arm by hand: what happened, and how clients fared from when to when.
struct ArmBuilder {
    static let window = TimeSpan.seconds(10)
    /// Intents of one operation in one window.
    static let offered = 100.0

    private let arm: Arm
    private let end: Instant
    private var events: [RunEvent] = []
    private var spells: [Spell] = []

    private struct Spell {
        let operation: OperationID
        let from: Instant
        let to: Instant
        let offered: Double
        let share: Double
    }

    init(_ arm: Arm, lasting length: TimeSpan = .minutes(60)) {
        self.arm = arm
        end = .start + length
        add(.phase(.preflight), at: 0)
        add(.phase(.method), at: 0)
    }

    /// - Parameter seconds: since the start of the run.
    mutating func add(_ what: RunEvent.What, at seconds: Double) {
        events.append(RunEvent(at: Self.instant(seconds), what: what))
    }

    mutating func add(fleet what: FleetEvent.What, at seconds: Double) {
        add(.fleet(what), at: seconds)
    }

    /// Clients of an operation got only a share of what they asked, or asked less.
    mutating func answered(
        _ share: Double, of operation: OperationID, from: Double, to: Double,
        offered: Double = ArmBuilder.offered
    ) {
        spells.append(
            Spell(
                operation: operation, from: Self.instant(from), to: Self.instant(to),
                offered: offered, share: share))
    }

    /// A line for 44 servers of billing, each of which carries the index too.
    mutating func type(
        at seconds: Double = 300, command: Int = 0, path: String = "method[0]", count: Int = 44
    ) {
        add(
            .typed(
                command: command, path: path, line: "remove --count \(count)", window: nil,
                resolved: .servers(count: count, bySubsystem: [count, count])), at: seconds)
    }

    mutating func decide(
        _ name: String, _ decision: GuardDecision, command: Int = 0, asked: Int = 44,
        at seconds: Double = 300, in milliseconds: Int64 = 40,
        stage: GuardRequest.Stage = .whole
    ) {
        add(
            .decided(
                GuardAnswer(
                    command: command, name: name, stage: stage, asked: asked, decision: decision,
                    decidedIn: .milliseconds(milliseconds))), at: seconds)
    }

    /// Servers went, and the capacity with them.
    mutating func remove(
        _ count: Int, at seconds: Double = 300, command: Int = 0, leaving serving: Int,
        ending: RunEvent.Ending? = .done
    ) {
        add(.applied(command: command, servers: count, bySubsystem: [count, count]), at: seconds)
        add(fleet: .removed(servers: count), at: seconds)
        add(fleet: .serving(subsystem: SmallFleet.index, servers: serving), at: seconds)
        if let ending { add(.ended(command: command, servers: count, how: ending), at: seconds) }
    }

    var run: ArmRun {
        var windows: [WindowSample] = []
        var start = Instant.start
        while start < end {
            let length = min(Self.window, end - start)
            windows.append(sample(from: start, length))
            start = start + length
        }
        return ArmRun(
            arm: arm,
            events: events.enumerated().sorted { ($0.1.at, $0.0) < ($1.1.at, $1.0) }.map(\.element),
            windows: windows, end: end, counted: EventCount(events: 7, hash: 42, marks: []))
    }

    private func sample(from start: Instant, _ length: TimeSpan) -> WindowSample {
        let part = length.seconds / Self.window.seconds
        let operations = [SmallFleet.get, SmallFleet.put].map { operation in
            let spell = spells.last {
                $0.operation == operation && $0.from <= start && start < $0.to
            }
            let offered = (spell?.offered ?? Self.offered) * part
            return OperationSample(
                offered: offered, answered: offered * (spell?.share ?? 1), attempts: offered)
        }
        let serving = events.last { event in
            guard event.at <= start, case .fleet(.serving(SmallFleet.index, _)) = event.what else {
                return false
            }
            return true
        }
        var index = 100
        if case .fleet(.serving(_, let servers))? = serving?.what { index = servers }
        return WindowSample(
            start: start, length: length, operations: operations,
            subsystems: [
                SubsystemSample(serving: index, lowest: index),
                SubsystemSample(serving: 60, lowest: 60),
            ], queued: [start.sinceStart.seconds])
    }

    static func instant(_ seconds: Double) -> Instant {
        Instant(microseconds: Int64(seconds * 1_000_000))
    }
}
