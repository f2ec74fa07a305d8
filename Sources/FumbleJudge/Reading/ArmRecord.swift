import FumbleModel

/// One arm, read once: its instants, its commands, and the windows that count.
///
/// Everything from fumble's own rollback on is left out: it is not the fleet's doing.
struct ArmRecord {
    let arm: Arm
    let events: [RunEvent]
    /// What is told of it, with the places in the run: all events, and of the rollback what is said all the
    /// same, which is notes, what faults were measured to have done, and how clients asked.
    let told: [(place: Int, event: RunEvent)]
    /// The windows that count, in order of time.
    let windows: [WindowSample]
    /// The end of what is measured.
    let end: Instant
    let counted: EventCount
    let commands: [CommandRecord]
    /// The first fault, or the first line that reached the control plane; nil: nothing has bitten.
    let injected: Instant?
    /// The last fault's revert.
    let reverted: Instant?
    /// The first alarm of the fleet's own that was seen since `injected`.
    let detected: Instant?
    let responded: Instant?

    init(_ run: ArmRun) {
        let rollback = run.events.firstIndex { $0.what == .phase(.rollback) }
        let events = Array(run.events[..<(rollback ?? run.events.endIndex)])
        let end = min(rollback.map { run.events[$0].at } ?? run.end, run.end)
        let commands = Self.commands(in: events)
        let faults = events.filter { if case .injected = $0.what { true } else { false } }
        let bites =
            faults.prefix(1).map(\.at)
            + commands.filter { $0.hasBitten && $0.isOfMethod }.prefix(1).map(\.at)
        let injected = bites.min()

        self.arm = run.arm
        self.events = events
        told = run.events.indices.filter { place in
            guard let rollback, place >= rollback else { return true }
            switch run.events[place].what {
            case .note, .fleet(.bit), .fleet(.missed), .fleet(.asked): return true
            default: return false
            }
        }.map { (place: $0, event: run.events[$0]) }
        self.windows = run.windows.filter { $0.length > .zero && $0.end <= end }
        self.end = end
        self.counted = run.counted
        self.commands = commands
        self.injected = injected
        reverted = events.last { if case .reverted = $0.what { true } else { false } }?.at
        detected = Self.first(in: events, since: injected) {
            if case .seen = $0 { true } else { false }
        }
        responded = Self.first(in: events, since: injected) {
            if case .responded = $0 { true } else { false }
        }
    }

    /// Whole windows: a last one that was cut short says too little.
    var wholeWindows: [WindowSample] {
        guard let first = windows.first, let last = windows.last, last.length < first.length else {
            return windows
        }
        return windows.dropLast()
    }

    /// How long the arm was looked at since `injected`.
    var observedFor: TimeSpan { injected.map { end - $0 } ?? .zero }

    /// Whether the arm got past its preflight.
    var hasMethod: Bool { events.contains { $0.what == .phase(.method) } }

    private static func first(
        in events: [RunEvent], since injected: Instant?, where fits: (RunEvent.What) -> Bool
    ) -> Instant? {
        guard let injected else { return nil }
        return events.first { $0.at >= injected && fits($0.what) }?.at
    }

    private static func commands(in events: [RunEvent]) -> [CommandRecord] {
        var records: [CommandRecord] = []
        // Steps come before what they type; an automation has a step for each of its turns.
        var actors: [String: String] = [:]
        func place(of number: Int) -> Int? { records.lastIndex { $0.number == number } }
        for (number, event) in events.enumerated() {
            switch event.what {
            case .step(let path, let actor, _): actors[path] = actor
            case .typed(let command, let path, let line, let window, let resolved):
                records.append(
                    CommandRecord(
                        number: command, path: path, line: line, window: window,
                        actor: actors[path], at: event.at, resolved: resolved, event: number))
            case .decided(let answer):
                guard let place = place(of: answer.command) else { continue }
                records[place].add(
                    CommandRecord.Review(at: event.at, answer: answer, event: number))
            case .applied(let command, let servers, let bySubsystem):
                guard let place = place(of: command) else { continue }
                records[place].add(
                    CommandRecord.Batch(
                        at: event.at, servers: servers, bySubsystem: bySubsystem, event: number))
            case .ended(let command, _, let how):
                if let place = place(of: command) {
                    records[place].end(how, at: event.at, event: number)
                }
            default: continue
            }
        }
        return records
    }
}
