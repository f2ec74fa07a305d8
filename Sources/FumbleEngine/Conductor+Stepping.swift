import FumbleControl
import FumbleModel

/// How one step of the method begins.
extension Conductor {
    mutating func begin(_ step: PlannedStep, in scene: Scene, seeing sight: Sight) -> [Effect] {
        let effects = [record(step)] + lateness(of: step, at: scene.at)
        switch step.action {
        case .type(let line):
            return effects + type(line, path: step.path, at: scene.at, seeing: sight)
        case .inject(let planned, let lasting):
            if let line = planned.fault.typedLine {
                return effects + [.foresee(path: step.path, kind: planned.title, undo: [])]
                    + type(line, path: step.path, at: scene.at, seeing: sight)
            }
            return effects
                + inject(
                    planned, path: step.path, at: scene.at, until: lasting.map { scene.at + $0 },
                    seeing: sight)
        case .load(let operation, let factor, let lasting):
            return effects
                + make(
                    path: step.path, kind: "load", commands: [.offer(operation, factor: factor)],
                    undo: [.offer(operation, factor: 1)], until: lasting.map { scene.at + $0 },
                    servers: 0)
        case .waitUntil(let condition, let bound):
            course.hold(
                MethodCourse.Wait(
                    condition: condition, since: scene.at, deadline: scene.at + bound))
            return effects
        }
    }

    private func record(_ step: PlannedStep) -> Effect {
        .record(
            .step(
                path: step.path, actor: step.actor,
                summary: Wording.summary(of: step, in: arm, of: plan.fleet)))
    }

    private func lateness(of step: PlannedStep, at now: Instant) -> [Effect] {
        guard case .at(let time) = step.start, .start + time < now else { return [] }
        let late = now - (.start + time)
        return [.record(.note("\(step.path): \(late) late, the step before was not done"))]
    }

    private mutating func type(
        _ line: TypedLine, path: String, at now: Instant, seeing sight: Sight
    ) -> [Effect] {
        let isMeant = arm == .meant
        return follow(
            control.type(
                isMeant ? line.meant : line.typed, meant: line.meant, conduct: line.conduct,
                window: isMeant ? line.meantWindow : line.typedWindow,
                meantWindow: line.meantWindow, path: path, removing: line.removing, at: now,
                seeing: sight))
    }

    private mutating func inject(
        _ planned: PlannedFault, path: String, at now: Instant, until end: Instant?,
        seeing sight: Sight
    ) -> [Effect] {
        let servers =
            planned.fault.demand.map { demand in
                TargetPick.servers(
                    for: demand, path: path, seed: seed, fleet: plan.fleet, topology: topology,
                    lives: sight.lives, primaries: sight.primaries)
            } ?? []
        let canary = planned.fault.canary
        let first = canary.map { Array(servers.prefix($0.first(of: servers.count))) } ?? servers
        let effects = make(
            path: path, kind: planned.title,
            commands: planned.fault.commands(on: first, of: plan.fleet),
            undo: planned.fault.undo(on: servers, of: plan.fleet), until: end,
            servers: first.count)
        let others = Array(servers.dropFirst(first.count))
        if let canary, let deed = deeds.deeds.last?.number, !others.isEmpty {
            followUps.add(
                FollowUps.FollowUp(
                    deed: deed, path: path, kind: planned.title,
                    commands: planned.fault.commands(on: others, of: plan.fleet),
                    servers: others.count, due: now + canary.wait))
        }
        return effects
    }

    private mutating func make(
        path: String, kind: String, commands: [FleetCommand], undo: [FleetCommand],
        until end: Instant?, servers: Int
    ) -> [Effect] {
        let foreseen = Effect.foresee(path: path, kind: kind, undo: undo)
        let injected = Effect.record(.injected(path: path, kind: kind, servers: servers))
        // What nothing undoes, and is not to last for a stated time, leaves nothing to take back.
        if undo.isEmpty, end == nil {
            return [foreseen] + commands.map { .apply($0) } + [injected]
        }
        let number = deeds.add(
            path: path, kind: kind, commands: commands, undo: undo, revertAt: end)
        return [foreseen] + commands.map { .inject($0, deed: number) } + [injected]
    }
}
