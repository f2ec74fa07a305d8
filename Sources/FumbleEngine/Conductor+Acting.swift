import FumbleControl
import FumbleModel

/// What people and automation do in the fleet, and what comes of it for faults that are going on.
extension Conductor {
    mutating func respond(
        _ response: ResponseSpec, at now: Instant, seeing sight: Sight
    ) -> [Effect] {
        let alarm = plan.fleet.alarms[response.alarm].name
        return [
            .record(
                .responded(path: response.path, alarm: alarm, summary: response.does.summary))
        ] + follow(control.carryOut(response.does, path: response.path, at: now, seeing: sight))
    }

    mutating func automate(
        _ automation: AutomationSpec, at now: Instant, seeing sight: Sight
    ) -> [Effect] {
        [
            .record(
                .step(
                    path: automation.path, actor: automation.name,
                    summary: automation.does.summary))
        ] + follow(control.carryOut(automation.does, path: automation.path, at: now, seeing: sight))
    }

    /// A fault goes on from its canary to the other servers.
    mutating func goOn(with followUp: FollowUps.FollowUp) -> [Effect] {
        deeds.extend(followUp.deed, by: followUp.commands)
        return followUp.commands.map { .inject($0, deed: followUp.deed) } + [
            .record(
                .note(
                    "\(followUp.path): \(followUp.kind) goes on from its canary to "
                        + "\(Wording.servers(followUp.servers)) more"))
        ]
    }

    /// What the control plane wants done; a good configuration given back stops a bad one on its way.
    mutating func follow(_ effects: [ControlEffect]) -> [Effect] {
        effects.flatMap { effect -> [Effect] in
            guard case .apply(.configure(_, let subsystem, .good)) = effect else {
                return [Effect(effect)]
            }
            return [Effect(effect)]
                + followUps.stop(configuring: subsystem).map { stopped in
                    .record(
                        .note(
                            "\(stopped.path): \(stopped.kind) is stopped before "
                                + "\(Wording.servers(stopped.servers)) more"))
                }
        }
    }
}
