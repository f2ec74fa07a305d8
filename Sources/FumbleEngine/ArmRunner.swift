import FumbleControl
import FumbleModel

/// Carries out one arm: lets time pass on the fleet, tells the conductor, and does what it says.
struct ArmRunner<F: Fleet>: Sendable {
    private var fleet: F
    private var conductor: Conductor
    private var log: ArmLog
    private let plan: Plan
    private let interruption: any Interruption
    private let consultant: any GuardConsultant
    private var now = Instant.start
    private var windowStart = Instant.start
    /// How late each thing that was due began.
    private var lateness: [TimeSpan] = []

    /// More things than can be due at one instant: the run fails rather than never end.
    private static var mostAtOneInstant: Int { 100_000 }

    init(
        fleet: F, conductor: Conductor, observers: [any RunObserver],
        interruption: any Interruption, consultant: any GuardConsultant
    ) {
        self.consultant = consultant
        self.fleet = fleet
        self.conductor = conductor
        self.interruption = interruption
        plan = conductor.plan
        log = ArmLog(arm: conductor.arm, observers: observers)
    }

    /// Why an arm ends before its horizon.
    private enum Halt: Error {
        case stopped(String)
        case interrupted(String)
        case failed(String)

        var status: RunStatus {
            switch self {
            case .stopped(let reason): .stopped(reason: reason)
            case .interrupted(let signal): .interrupted(signal: signal)
            case .failed(let reason): .failed(reason: reason)
            }
        }
    }

    /// Runs the arm from its start to its horizon, and rolls back whatever happens.
    consuming func run() async -> (run: ArmRun, status: RunStatus) {
        var status = RunStatus.completed
        let readings: [MeasureReading]
        await log.begin()
        do throws(Halt) {
            try await open()
            try await goToHorizon()
        } catch {
            status = error.status
        }
        if let late = LengthSpread(lateness) { await log.record(.acted(late: late), at: now) }
        // Before the rollback: what fumble puts right is no part of what is measured.
        readings = await fleet.readings()
        for failure in [await rollBack(), await close()] {
            if let failure { status = Self.failed(status, then: failure) }
        }
        let run = ArmRun(
            arm: log.arm, events: log.events, windows: log.windows, end: now,
            counted: await fleet.eventCount(), readings: readings)
        await log.end(run)
        return (run, status)
    }

    /// Both reasons; one that begins as the other does is the other, said more fully.
    private static func failed(_ status: RunStatus, then failure: String) -> RunStatus {
        guard case .failed(let first) = status, !failure.hasPrefix(first) else {
            return .failed(reason: failure)
        }
        return .failed(reason: "\(first); \(failure)")
    }

    private mutating func open() async throws(Halt) {
        do throws(FleetError) {
            try await fleet.open()
        } catch {
            throw .failed(error.reason)
        }
    }

    private mutating func goToHorizon() async throws(Halt) {
        let horizon = Instant.start + plan.horizon
        try await handle(.began(await fleet.tally()))
        while now < horizon {
            let boundary = min(windowStart + plan.window, horizon)
            let longest = fleet.longestAdvance.map { now + $0 } ?? boundary
            try await advance(to: min(boundary, longest, max(now, conductor.nextDue ?? boundary)))
            if fleet.longestAdvance != nil, let signal = interruption.signal {
                throw .interrupted(signal)
            }
            if now == boundary { try await closeWindow() }
            if now < horizon { try await doWhatIsDue() }
        }
        try await handle(.horizon)
        for event in await fleet.dismissClients() { try await handle(.fleet(event)) }
    }

    private mutating func advance(to instant: Instant) async throws(Halt) {
        let events: [FleetEvent]
        do throws(FleetError) {
            events = try await fleet.advance(to: instant)
        } catch {
            throw .failed(error.reason)
        }
        for event in events {
            now = max(now, event.at)
            try await handle(.fleet(event))
        }
        now = instant
    }

    private mutating func closeWindow() async throws(Halt) {
        await log.record(await fleet.closeWindow())
        windowStart = now
        try await handle(.windowClosed(await fleet.tally()))
        if let signal = interruption.signal { throw .interrupted(signal) }
        if Task.isCancelled { throw .interrupted("cancelled") }
    }

    private mutating func doWhatIsDue() async throws(Halt) {
        for _ in 0..<Self.mostAtOneInstant {
            guard let due = conductor.nextDue, due <= now else { return }
            // Of real servers a program says it, and takes its time to.
            let primaries = conductor.hitsPrimaries(at: now) ? await fleet.primaries() : []
            let happening = Happening.due(
                await fleet.tally(), await fleet.lives(), primaries: primaries)
            if let late = await fleet.lateness(since: due) { lateness.append(late) }
            try await handle(happening)
        }
        throw .failed("more than \(Self.mostAtOneInstant) things are due at \(now)")
    }

    private mutating func handle(_ happening: Happening) async throws(Halt) {
        let scene = Scene(at: now, windows: log.windows[...])
        for effect in conductor.handle(happening, in: scene) { try await carryOut(effect) }
    }

    private mutating func carryOut(_ effect: Effect) async throws(Halt) {
        switch effect {
        case .record(let what): await log.record(what, at: now)
        case .foresee(let path, let kind, let undo):
            try await foresee("\(path): \(kind)", undo)
        case .apply(let command): try await apply(command)
        case .consult(let consultation): try await consult(consultation)
        case .inject(let command, let deed): try await apply(command, as: deed)
        case .undone(let deed): conductor.deeds.undone(deed)
        case .stop(let reason): throw .stopped(reason)
        }
    }

    /// A fleet that is made of values is gone with whoever ran it: there is nothing to be undone.
    private func foresee(_ fault: String, _ undo: [FleetCommand]) async throws(Halt) {
        guard fleet.longestAdvance != nil else { return }
        let words = UndoWords(plan.fleet).text(undo)
        do throws(Unforeseen) {
            try await log.foresee("\(fault) comes next; \(words)", at: now)
        } catch {
            throw .failed("\(fault) was not done: what undoes it is not recorded: \(error.reason)")
        }
    }

    /// Asks a guard's program; the fleet's own time goes on meanwhile only where it is real.
    private mutating func consult(_ consultation: Consultation) async throws(Halt) {
        let advice = await consultant.consult(consultation.question)
        try await handle(
            .advised(consultation, advice, await fleet.tally(), await fleet.lives()))
    }

    private mutating func apply(_ command: FleetCommand, as deed: Int? = nil) async throws(Halt) {
        do throws(FleetError) {
            if let deed, let fault = conductor.deeds.kind(of: deed) {
                try await fleet.inject(command, as: fault)
            } else {
                try await fleet.apply(command)
            }
            if let deed { conductor.deeds.happened(deed) }
        } catch {
            if let deed, case .mayHaveHappened = error { conductor.deeds.happened(deed) }
            await log.record(.note("the fleet failed: \(error.reason)"), at: now)
            throw .failed(error.reason)
        }
    }

    /// - Returns: what of the fleet could not be ended; nil: nothing is left.
    private mutating func close() async -> String? {
        let closing = await Closing.run(fleet)
        fleet = closing.fleet
        for what in await fleet.lastWords() { await log.record(what, at: now) }
        return closing.failure
    }

    /// - Returns: why something could not be undone; nil: nothing is left.
    private mutating func rollBack() async -> String? {
        let scene = Scene(at: now, windows: log.windows[...])
        for effect in conductor.handle(.ended, in: scene) {
            if case .record(let what) = effect { await log.record(what, at: now) }
        }
        guard !conductor.deeds.deeds.isEmpty else { return nil }
        let rollback = await Rollback.run(fleet, conductor.deeds)
        fleet = rollback.fleet
        conductor.deeds = rollback.ledger
        for what in rollback.records { await log.record(what, at: now) }
        return rollback.failures.isEmpty ? nil : rollback.failures.joined(separator: "; ")
    }
}
