package import FumbleModel

/// A control plane with a fleet on paper, which does at once, and exactly, what it is told: enough to
/// see what guards let go, and nothing about clients, restarts or time.
package struct PaperRun: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    package private(set) var now: Instant
    package private(set) var lives: [Life]
    package private(set) var events: [RunEvent] = []
    private var control: ControlPlane
    private var history: TallyHistory
    private let consultant: any GuardConsultant

    /// The most things that are due in one stretch of time: a run that never ends is cut off there.
    private static let mostDue = 20_000

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
        consultant: any GuardConsultant = NobodyToConsult()
    ) {
        self.init(
            Resolver(fleet: fleet, topology: topology, seed: seed), lives: lives, age: age, at: now,
            ledger: ledger, luck: luck, consultant: consultant)
    }

    /// - Parameter resolver: of the fleet, and perhaps ready for the step that types lines here.
    init(
        _ resolver: Resolver, lives: [Life]? = nil, age: TimeSpan = .zero,
        at now: Instant = .start + .minutes(10), ledger: [FleetView.Removal] = [],
        luck: ControlPlane.Luck = .drawn, consultant: any GuardConsultant = NobodyToConsult()
    ) {
        fleet = resolver.fleet
        topology = resolver.topology
        self.now = now
        self.lives = lives ?? [Life](repeating: .serving, count: topology.serverCount)
        self.consultant = consultant
        control = ControlPlane(resolver, asksGuards: true, luck: luck)
        control.ledger = ledger
        history = TallyHistory(fleet)
        history.append(tally(at: now - age))
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
        for _ in 0..<Self.mostDue {
            guard !isOver(self) else { return }
            guard let due = control.nextDue, due <= end else { break }
            now = max(now, due)
            await carryOut(control.resume(at: now, seeing: sight))
        }
        now = max(now, end)
    }

    /// Servers die by themselves.
    package mutating func lose(_ servers: [ServerID]) {
        for server in servers { lives[server.index] = .crashed }
        history.append(tally(at: now))
    }

    /// Whether a command is over.
    package func hasEnded(_ command: Int) -> Bool {
        events.contains { event in
            if case .ended(command, _, _) = event.what { true } else { false }
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

    private func tally(at instant: Instant) -> Tally {
        Tally(
            at: instant, serving: serving, leaving: serving.map { _ in 0 },
            operable: serving.map { _ in true })
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
        // Back at once on paper; nobody counts how long a start takes here.
        case .restart, .fullRestart: return
        case .configure(let servers, _, let effect):
            set(servers, effect.takesFromService ? .starting : .serving)
        default: return
        }
        history.append(tally(at: now))
    }

    private mutating func set(_ servers: [ServerID], _ life: Life) {
        for server in servers { lives[server.index] = life }
    }
}
