import FumbleControl
import FumbleModel

/// Decides all that fumble, the operators and the responders do in one arm, and when.
///
/// It is told what happens and returns what is to be done; it touches no fleet and asks no time. What
/// is due at one instant is done in this order: reverts, the rest of faults with a canary, commands
/// under way, steps, responses, automation.
struct Conductor: Sendable {
    let plan: Plan
    let topology: Topology
    let arm: Arm
    let seed: UInt64
    var control: ControlPlane
    var course: MethodCourse
    var deeds = DeedLedger()
    var followUps = FollowUps()
    var responders: Responders
    var automations: Automations
    var alarms: [AlarmWatch]
    var history: TallyHistory
    private(set) var phase = RunPhase.preflight
    /// Windows of the preflight in which the steady state held.
    var steadyWindows = 0

    init(plan: Plan, topology: Topology, arm: Arm, seed: UInt64) {
        self.plan = plan
        self.topology = topology
        self.arm = arm
        self.seed = seed
        control = ControlPlane(
            fleet: plan.fleet, topology: topology, asksGuards: arm != .unguarded,
            heeds: plan.heeds, seed: seed,
            // An exploration weighs what is left to chance; a run is one draw of it.
            luck: plan.heeds == nil ? .drawn : .sees, callsTools: plan.callsTools)
        course = MethodCourse(plan.method)
        responders = Responders(plan.responses)
        automations = Automations(plan.fleet.automation)
        alarms = plan.fleet.alarms.map { AlarmWatch($0) }
        history = TallyHistory(plan.fleet)
    }

    /// When `due` must be told next.
    var nextDue: Instant? {
        [
            deeds.nextDue, followUps.nextDue, control.nextDue, course.nextDue,
            responders.nextDue(where: isWithinReach), automations.nextDue,
        ].compactMap(\.self).min()
    }

    /// Whether what is due first hits whoever is a primary by then.
    func hitsPrimaries(at now: Instant) -> Bool {
        let before = [deeds.nextDue, followUps.nextDue, control.nextDue].compactMap(\.self)
        guard before.allSatisfy({ $0 > now }), course.wait == nil,
            let due = course.nextDue, due <= now,
            case .inject(let planned, _) = course.current?.action,
            case .primary = planned.fault.demand?.among
        else { return false }
        return true
    }

    /// Whether people can do what a response says; else it waits until they can.
    private func isWithinReach(_ response: ResponseSpec) -> Bool {
        control.reach.allows(response.does, of: plan.fleet)
    }

    mutating func handle(_ happening: Happening, in scene: Scene) -> [Effect] {
        switch happening {
        case .began(let tally):
            history.append(tally)
            return [.record(.phase(.preflight))]
        case .fleet(let event):
            history.append(event)
            control.reach.note(event.what)
            return [.record(.fleet(event.what))] + look(at: scene.at)
        case .windowClosed(let tally):
            history.append(tally)
            return read(scene)
        case .due(let tally, let lives, let primaries):
            history.append(tally)
            return act(
                in: scene,
                seeing: Sight(tallies: history.tallies, lives: lives, primaries: primaries))
        case .advised(let consultation, let advice, let tally, let lives):
            history.append(tally)
            return follow(
                control.advise(
                    consultation, advice, at: scene.at,
                    seeing: Sight(tallies: history.tallies, lives: lives)))
        case .horizon:
            return control.close(at: scene.at).map(Effect.init) + enter(.measurement)
        case .ended:
            return control.close(at: scene.at).map(Effect.init) + enter(.rollback)
        }
    }

    private mutating func enter(_ next: RunPhase) -> [Effect] {
        phase = next
        return [.record(.phase(next))]
    }

    /// Does the first thing that is due.
    private mutating func act(in scene: Scene, seeing sight: Sight) -> [Effect] {
        let now = scene.at
        if let deed = deeds.deeds.first(where: { $0.revertAt.map { $0 <= now } ?? false }) {
            let left = deeds.deeds.filter { $0 != deed }
            followUps.drop(deed: deed.number)
            return revert(deed, leaving: left) + endMethod(leaving: left)
        }
        if let followUp = followUps.take(at: now) { return goOn(with: followUp) }
        if let due = control.nextDue, due <= now {
            return follow(control.resume(at: now, seeing: sight))
        }
        if let due = course.nextDue, due <= now {
            return goOn(in: scene, seeing: sight)
        }
        if let response = responders.take(at: now, where: isWithinReach) {
            return respond(response, at: now, seeing: sight)
        }
        return automations.take(at: now).map { automate($0, at: now, seeing: sight) } ?? []
    }

    private mutating func goOn(in scene: Scene, seeing sight: Sight) -> [Effect] {
        guard let step = course.current else { return [] }
        if let wait = course.wait {
            course.finishStep(at: scene.at)
            let words = Wording.words(for: wait.condition, in: plan.fleet)
            return [.record(.note("\(step.path): waited in vain until \(words)"))]
                + endMethod(leaving: deeds.deeds)
        }
        var effects: [Effect] = []
        if phase == .preflight { effects += beginMethod() }
        effects += begin(step, in: scene, seeing: sight)
        if course.wait.map({ isOver($0, in: scene) }) ?? true {
            course.finishStep(at: scene.at)
            effects += endMethod(leaving: deeds.deeds)
        }
        return effects
    }

    mutating func beginMethod() -> [Effect] {
        let effects = enter(.method)
        guard steadyWindows == 0, !plan.steadyState.isEmpty else { return effects }
        return effects + [
            .record(.note("no window ended before the first step: the steady state is not known"))
        ]
    }

    /// The method is over when its last step is done and all that lasts for a time is reverted: then
    /// what stands is reverted too, the last first.
    ///
    /// - Parameter left: the deeds that are not reverted yet.
    mutating func endMethod(leaving left: [Deed]) -> [Effect] {
        guard phase == .method, course.isOver, left.allSatisfy({ $0.revertAt == nil }) else {
            return []
        }
        var effects = enter(.recovery)
        for (place, deed) in left.enumerated().reversed() {
            followUps.drop(deed: deed.number)
            effects += revert(deed, leaving: Array(left[..<place]))
        }
        return effects
    }

    private func revert(_ deed: Deed, leaving others: [Deed]) -> [Effect] {
        DeedLedger.undo(deed, leaving: others).map { .apply($0) } + [
            .undone(deed: deed.number), .record(.reverted(path: deed.path, kind: deed.kind)),
        ]
    }
}

extension Effect {
    init(_ effect: ControlEffect) {
        switch effect {
        case .record(let what): self = .record(what)
        case .apply(let command): self = .apply(command)
        case .consult(let consultation): self = .consult(consultation)
        }
    }
}
