package import FumbleModel

/// Guards that are other people's programs: asked, waited for, and heard.
extension ControlPlane {
    /// What a guard's program answered about a command; the command goes on when all have.
    ///
    /// A program that was waited for in vain has taken its timeout: the command goes on after it. Not so
    /// in an exploration, where only some guards are heeded: all are asked, and a line that comes a
    /// second later must not find another fleet because of one that would not have been.
    package mutating func advise(
        _ consultation: Consultation, _ advice: GuardAdvice, at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        guard let index = underWay.firstIndex(where: { $0.number == consultation.command }),
            underWay[index].consulting.take(
                advice, from: consultation.place, timeout: consultation.question.timeout)
        else { return [] }
        let spec = fleet.guards[consultation.place]
        var effects: [ControlEffect] = []
        if case .failed(let failure) = advice {
            let words = failure.words(timeout: consultation.question.timeout)
            effects.append(
                .record(.note("guard \(spec.name) \(words)\(spec.afterFailure)")))
        }
        guard !underWay[index].consulting.isWaiting else { return effects }
        var command = underWay.remove(at: index)
        let waited = command.consulting.waited
        guard waited > .zero, heeds == nil else {
            return effects + proceed(command, at: now, seeing: sight)
        }
        command.due = now + waited
        wait(command)
        return effects
    }

    /// What the guards of a command that are programs are to be asked about what is left of it;
    /// empty: there are none, or they have answered about just that.
    func questions(
        about command: Command, at now: Instant, seeing sight: Sight
    ) -> [Consultation] {
        guard !command.consulting.covers(command.rest.count, at: now) else { return [] }
        return command.guards.compactMap { place in
            guard let program = mechanisms[place].program else { return nil }
            let spec = fleet.guards[place]
            let body = GuardQuestionJSON(
                guardName: spec.name,
                request: command.request(for: spec, seed: resolver.seed, luck: luck),
                view: view(for: place, of: command, at: now, seeing: sight), now: now)
            return Consultation(
                command: command.number, place: place,
                question: GuardQuestion(
                    name: spec.name, program: program, timeout: spec.timeout,
                    body: body.value.compact, handed: spec.handed))
        }
    }
}

extension GuardSpec {
    /// What becomes of a command by what the guard's program answered.
    func decision(on advice: GuardAdvice) -> GuardDecision {
        switch advice {
        case .allow: return .allow
        case .warn(let message): return .warn(reason: words(message, else: "warns"))
        case .refuse(let message):
            let reason = words(message, else: "refuses")
            return onBreach == .warn ? .warn(reason: reason) : .refuse(reason: reason)
        case .failed(let failure):
            let reason = failure.words(timeout: timeout) + afterFailure
            return onFailure == .allow ? .warn(reason: reason) : .refuse(reason: reason)
        }
    }

    /// What its program said, or that it said nothing.
    private func words(_ message: String, else does: String) -> String {
        message.isEmpty
            ? "`\(mechanism.program?.name ?? name)` \(does), and says nothing" : message
    }

    /// `, and is on-failure: refuse`.
    var afterFailure: String { ": `on-failure: \(onFailure.rawValue)`" }
}
