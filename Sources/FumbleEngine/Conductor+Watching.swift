import FumbleControl
import FumbleModel

/// What the conductor reads in the windows, and who sees it.
extension Conductor {
    /// A window ended: the steady state, the alarms and what is waited for are looked at.
    mutating func read(_ scene: Scene) -> [Effect] {
        var effects: [Effect] = []
        if let reason = whyStop(in: scene) { return [.stop(reason: reason)] }
        if phase == .preflight {
            if let reason = whyNotSteady(in: scene) { return [.stop(reason: reason)] }
            steadyWindows += 1
            if course.isOver { effects += beginMethod() + endMethod(leaving: deeds.deeds) }
        }
        let length = scene.windows.last?.length ?? plan.window
        for place in alarms.indices {
            let reading = scene.reading(of: alarms[place].spec.probe, in: plan.fleet)
            effects += tell(
                alarms[place].read(reading, over: length), of: place, at: scene.at)
        }
        effects += look(at: scene.at)
        if let wait = course.wait, isOver(wait, in: scene) {
            course.finishStep(at: scene.at)
            effects += endMethod(leaving: deeds.deeds)
        }
        return effects
    }

    private mutating func tell(
        _ change: AlarmWatch.Change?, of place: Int, at now: Instant
    ) -> [Effect] {
        let name = plan.fleet.alarms[place].name
        switch change {
        case .raised(let reading):
            automations.raise(place, at: now)
            return [.record(.alarm(name: name, isRaised: true, reading: reading))]
        case .cleared(let reading):
            automations.drop(place)
            return [.record(.alarm(name: name, isRaised: false, reading: reading))]
                + responders.drop(place).map {
                    .record(.note("\($0): \(name) was cleared before anybody responded"))
                }
        case nil:
            return []
        }
    }

    /// People look at every alarm that they can see; cut off from the fleet, they see none.
    mutating func look(at now: Instant) -> [Effect] {
        guard control.reach.isOpen else { return [] }
        var effects: [Effect] = []
        for place in alarms.indices where alarms[place].look(operable: history.operable) {
            let spec = alarms[place].spec
            effects.append(.record(.seen(alarm: spec.name, by: spec.seenBy)))
            responders.see(place, at: now)
        }
        return effects
    }

    /// - Returns: nil: no stop condition is met; nothing was measured meets none.
    private func whyStop(in scene: Scene) -> String? {
        for condition in plan.stopWhen {
            guard let reading = scene.reading(of: condition.probe, in: plan.fleet),
                !condition.tolerance.accepts(reading)
            else { continue }
            return "\(condition.name): \(condition.probe.question) was "
                + "\(condition.probe.describe(reading)), not "
                + condition.tolerance.describe(using: condition.probe)
        }
        return nil
    }

    /// - Returns: nil: every probe of the steady state is in tolerance in the window that ended.
    private func whyNotSteady(in scene: Scene) -> String? {
        let isLast = course.nextDue.map { $0 < scene.at + plan.window } ?? true
        for steady in plan.steadyState {
            let count = max(steady.probe.windows, 1)
            if scene.windows.count < count, !isLast { continue }
            let tolerance = steady.tolerance.describe(using: steady.probe)
            guard let reading = steady.probe.read(scene.windows.suffix(count), of: plan.fleet)
            else {
                return "\(steady.name): nothing was measured before the first step, "
                    + "instead of \(tolerance)"
            }
            if !steady.tolerance.accepts(reading) {
                return "\(steady.name): \(steady.probe.question) was "
                    + "\(steady.probe.describe(reading)) before the first step, not \(tolerance)"
            }
        }
        return nil
    }

    /// Whether what is waited for has come; a reading counts from the first window that began
    /// after the wait did, else what was so before a fault would end the wait for its end.
    func isOver(_ wait: MethodCourse.Wait, in scene: Scene) -> Bool {
        switch wait.condition {
        case .alarm(let place):
            return alarms[place].isRaised
        case .reading(let probe, let tolerance):
            guard let last = scene.windows.last, last.start >= wait.since else { return false }
            return scene.reading(of: probe, in: plan.fleet).map(tolerance.accepts) ?? false
        }
    }
}
