package import FumbleModel

/// A control plane with a fleet on paper, which does at once, and exactly, what it is told: enough to
/// see what guards let go, and nothing about clients, restarts or time.
package struct PaperRun: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    package private(set) var now: Instant
    package private(set) var lives: [Life]
    package private(set) var events: [RunEvent] = []
    /// The fewest servers of each subsystem that served at any one time.
    private(set) var lowest: [Int]
    private var control: ControlPlane
    private var history: TallyHistory
    private let consultant: any GuardConsultant
    /// How long a server that is restarted is away; nil: it is back at once.
    private let awayFor: TimeSpan?
    /// Servers that are away, and when they are back, the first first.
    private var coming: [(at: Instant, servers: [ServerID])] = []

    /// The most things that are due in one stretch of time: a run that never ends is cut off there, and
    /// one on a large fleet where it would take long.
    private var mostDue: Int { min(20_000, max(50, 5_000_000 / max(1, topology.serverCount))) }

    /// - Parameters:
    ///   - lives: what each server does at the start.
    ///   - age: how old that is already.
    ///   - now: the instant of the first line.
    ///   - ledger: what was let go before it, the oldest first.
    ///   - luck: how it comes out what guards leave to chance.
    package init(
        _ fleet: FleetSpec, topology: Topology, seed: UInt64, lives: [Life]? = nil,
        age: TimeSpan = .zero, at now: Instant = .start + .minutes(10),
        ledger: [FleetView.Removal] = [], luck: ControlPlane.Luck = .drawn,
        consultant: any GuardConsultant = NobodyToConsult(), awayFor: TimeSpan? = nil
    ) {
        self.init(
            Resolver(fleet: fleet, topology: topology, seed: seed), lives: lives, age: age, at: now,
            ledger: ledger, luck: luck, consultant: consultant, awayFor: awayFor)
    }

    /// - Parameters:
    ///   - resolver: of the fleet, and perhaps ready for the step that types lines here.
    ///   - seen: what guards see that look at the fleet, as old as it is; nil: what each server does.
    init(
        _ resolver: Resolver, lives: [Life]? = nil, seen: [Life]? = nil, age: TimeSpan = .zero,
        at now: Instant = .start + .minutes(10), ledger: [FleetView.Removal] = [],
        luck: ControlPlane.Luck = .drawn, consultant: any GuardConsultant = NobodyToConsult(),
        awayFor: TimeSpan? = nil
    ) {
        self.awayFor = awayFor
        fleet = resolver.fleet
        topology = resolver.topology
        self.now = now
        self.lives = lives ?? [Life](repeating: .serving, count: topology.serverCount)
        self.consultant = consultant
        control = ControlPlane(resolver, asksGuards: true, luck: luck)
        control.ledger = ledger
        history = TallyHistory(fleet)
        lowest = topology.tally(of: .serving, in: self.lives)
        history.append(
            Self.tally(topology.tally(of: .serving, in: seen ?? self.lives), at: now - age))
    }

    /// Servers of each subsystem that serve, by the truth.
    package var serving: [Int] { topology.tally(of: .serving, in: lives) }

    /// A line reaches Enter, and what it asks at once is answered.
    ///
    /// - Returns: the number of its command.
    @discardableResult
    package mutating func type(
        _ line: String, meant: String? = nil, conduct: Conduct, window: String? = nil, path: String
    ) async -> Int {
        let before = events.count
        await carryOut(
            control.type(
                line, meant: meant, conduct: conduct, window: window, path: path, at: now,
                seeing: sight))
        for event in events[before...] {
            if case .typed(let command, _, _, _, _) = event.what { return command }
        }
        return 0
    }

    /// Lets time pass, and does what is due in it.
    ///
    /// - Parameter isOver: asked after each thing that was done; true ends it there.
    package mutating func advance(
        to end: Instant, until isOver: (PaperRun) -> Bool = { _ in false }
    ) async {
        for _ in 0..<mostDue {
            guard !isOver(self) else { return }
            guard let due = nextDue, due <= end else { break }
            now = max(now, due)
            comeBack()
            await carryOut(control.resume(at: now, seeing: sight))
        }
        now = max(now, end)
    }

    private var nextDue: Instant? {
        [control.nextDue, coming.first?.at].compactMap(\.self).min()
    }

    /// Servers die by themselves.
    package mutating func lose(_ servers: [ServerID]) {
        set(servers, .crashed)
        look()
    }

    /// Servers are removed past all guards, and the control plane knows of it.
    mutating func remove(_ servers: [ServerID]) {
        control.ledger.append(
            FleetView.Removal(
                at: now, servers: servers.count, bySubsystem: topology.tally(of: servers)))
        set(servers, .removed)
        look()
    }

    /// Whether a command is over.
    package func hasEnded(_ command: Int) -> Bool {
        events.contains { event in
            if case .ended(command, _, _) = event.what { true } else { false }
        }
    }

    /// Whether all of a command was done.
    func isDone(_ command: Int) -> Bool { hasEnded(command, [.done]) }

    /// Whether a command was refused, or will never be done in full.
    func isRefused(_ command: Int) -> Bool {
        hasEnded(command, [.refused, .notUnderstood, .elsewhere])
            || events.contains { event in
                guard case .decided(let answer) = event.what, answer.command == command,
                    answer.stage == .whole, case .clamp = answer.decision
                else { return false }
                return true
            }
    }

    private func hasEnded(_ command: Int, _ ways: [RunEvent.Ending]) -> Bool {
        events.contains { event in
            if case .ended(command, _, let how) = event.what { ways.contains(how) } else { false }
        }
    }

    /// What was let go, before it and by it, the oldest first.
    package var ledger: [FleetView.Removal] { control.ledger }

    /// All that the guards answered.
    package var answers: [GuardAnswer] {
        events.compactMap { event in
            if case .decided(let answer) = event.what { answer } else { nil }
        }
    }

    private var sight: Sight { Sight(tallies: history.tallies, lives: lives) }

    private static func tally(_ serving: [Int], at instant: Instant) -> Tally {
        Tally(
            at: instant, serving: serving, leaving: serving.map { _ in 0 },
            operable: serving.map { _ in true })
    }

    /// What serves now is seen by whoever looks from now on.
    private mutating func look() {
        let serving = serving
        for (place, count) in serving.enumerated() { lowest[place] = min(lowest[place], count) }
        history.append(Self.tally(serving, at: now))
    }

    private mutating func carryOut(_ effects: [ControlEffect]) async {
        for effect in effects {
            switch effect {
            case .record(let what): events.append(RunEvent(at: now, what: what))
            case .apply(let command): apply(command)
            case .consult(let consultation):
                let advice = await consultant.consult(consultation.question)
                await carryOut(control.advise(consultation, advice, at: now, seeing: sight))
            }
        }
    }

    private mutating func apply(_ command: FleetCommand) {
        switch command {
        case .remove(let servers): set(servers, .removed)
        case .add(let servers): set(servers, .serving)
        case .restart(let servers, _):
            guard let awayFor else { return }
            set(servers, .starting)
            coming.append((now + awayFor, servers))
        // Back at once on paper; nobody counts how long that takes here.
        case .fullRestart: return
        case .configure(let servers, _, let effect):
            set(servers, effect.takesFromService ? .starting : .serving)
        default: return
        }
        look()
    }

    /// Servers that were restarted and are up by now; those that were removed meanwhile are not.
    private mutating func comeBack() {
        let back = coming.prefix { $0.at <= now }.flatMap(\.servers)
            .filter { lives[$0.index] == .starting }
        coming.removeAll { $0.at <= now }
        guard !back.isEmpty else { return }
        set(back, .serving)
        look()
    }

    private mutating func set(_ servers: [ServerID], _ life: Life) {
        for server in servers { lives[server.index] = life }
    }
}
