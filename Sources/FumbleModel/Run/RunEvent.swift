/// One thing worth writing down about a run.
package struct RunEvent: Sendable, Hashable, Codable {
    package let at: Instant
    package let what: What

    package init(at: Instant, what: What) {
        self.at = at
        self.what = what
    }

    package enum What: Sendable, Hashable, Codable {
        case phase(RunPhase)
        /// A step of the method began; the path is its place in the file.
        case step(path: String, actor: String?, summary: String)
        /// A fault was injected into so many servers, or reverted.
        case injected(path: String, kind: String, servers: Int)
        case reverted(path: String, kind: String)
        /// A line reached the control plane: a command's number in this arm, and what was resolved.
        case typed(command: Int, path: String, line: String, window: String?, resolved: Resolved)
        /// A guard answered about a command.
        case decided(GuardAnswer)
        /// So many servers of a command were acted on.
        case applied(command: Int, servers: Int, bySubsystem: [Int])
        /// A command was over: so many servers in all.
        case ended(command: Int, servers: Int, how: Ending)
        case alarm(name: String, isRaised: Bool, reading: String)
        /// An alarm was seen by the people it is for.
        case seen(alarm: String, by: String)
        case responded(path: String, alarm: String, summary: String)
        case fleet(FleetEvent.What)
        /// How late what was due in the arm began: steps, reverts, responses, batches of commands; real
        /// servers only.
        case acted(late: LengthSpread)
        /// Something that the reader should know.
        case note(String)
    }

    /// What the control plane made of a line.
    package enum Resolved: Sendable, Hashable, Codable {
        case servers(count: Int, bySubsystem: [Int])
        /// Something that is not counted in servers was done, such as dropping a need.
        case deed(summary: String)
        /// The line is about another environment: nothing of this fleet is reached.
        case elsewhere(environment: String)
        /// The parser, guard zero, refused it.
        case notUnderstood(reason: String)
    }

    package enum Ending: String, Sendable, Hashable, Codable {
        case done, refused, cancelled, notUnderstood, elsewhere
        /// The run ended first.
        case unfinished
    }
}

/// One answer of one guard.
package struct GuardAnswer: Sendable, Hashable, Codable {
    package let command: Int
    package let name: String
    package let stage: GuardRequest.Stage
    package let asked: Int
    package let decision: GuardDecision
    package let decidedIn: TimeSpan
    /// Whether its program did not answer: the decision is then what the file says, in fumble's words.
    package let isOnFailure: Bool
    /// What its program said as it refused, which `decision` fills in where that is nothing; nil: it is none.
    package let said: RefusalMessage?

    package init(
        command: Int, name: String, stage: GuardRequest.Stage, asked: Int, decision: GuardDecision,
        decidedIn: TimeSpan, isOnFailure: Bool = false, said: RefusalMessage? = nil
    ) {
        self.said = said
        self.isOnFailure = isOnFailure
        self.command = command
        self.name = name
        self.stage = stage
        self.asked = asked
        self.decision = decision
        self.decidedIn = decidedIn
    }

    private enum CodingKeys: String, CodingKey {
        case command, name, stage, asked, decision, decidedIn, isOnFailure, said
    }

    /// What was written before it was told who did not answer is read as answered.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            command: try values.decode(Int.self, forKey: .command),
            name: try values.decode(String.self, forKey: .name),
            stage: try values.decode(GuardRequest.Stage.self, forKey: .stage),
            asked: try values.decode(Int.self, forKey: .asked),
            decision: try values.decode(GuardDecision.self, forKey: .decision),
            decidedIn: try values.decode(TimeSpan.self, forKey: .decidedIn),
            isOnFailure: try values.decodeIfPresent(Bool.self, forKey: .isOnFailure) ?? false,
            said: try values.decodeIfPresent(RefusalMessage.self, forKey: .said))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(command, forKey: .command)
        try values.encode(name, forKey: .name)
        try values.encode(stage, forKey: .stage)
        try values.encode(asked, forKey: .asked)
        try values.encode(decision, forKey: .decision)
        try values.encode(decidedIn, forKey: .decidedIn)
        if isOnFailure { try values.encode(isOnFailure, forKey: .isOnFailure) }
        try values.encodeIfPresent(said, forKey: .said)
    }

    /// What a refusal lacks as a message to whoever typed; nil: nothing, or it is no refusal, or nobody's
    /// words.
    package var refusalLacks: String? {
        guard case .refuse(let reason) = decision, !isOnFailure else { return nil }
        return (said ?? RefusalMessage(reason)).lacks(resolved: asked)
    }

    /// Whether some of the command is never done because of it; what is held, or a smaller batch, is
    /// done later.
    package var stopsForGood: Bool {
        switch decision {
        case .refuse: true
        case .clamp(let limit, _): stage == .whole && limit < asked
        case .allow, .hold, .warn: false
        }
    }
}

/// The parts of a run, in order.
package enum RunPhase: String, Sendable, Hashable, Codable, CaseIterable {
    case preflight, method, recovery, measurement, rollback
}
