internal import FumbleControl
internal import FumbleModel
internal import FumbleProcesses
internal import FumbleSlips

/// Asks the team's own tool about lines near the meant one, by running it against processes that stand
/// in for servers.
///
/// One line after the other, always in the same order, so that no answer hangs on another.
struct ToolInquiry {
    private let scene: ExploreScene
    /// The meant line, then what is near, the likeliest first: what is typed, and how the tool is run.
    private let questions: [Question]
    private let hasMeant: Bool
    /// Lines for the tool beyond those.
    private let beyond: Int

    private struct Question {
        let typed: Neighbour.Typed
        /// For each line that is typed; nil: it is none of the tool's.
        let calls: [ToolCall?]
        let outcome: Effects.Outcome
    }

    /// The most lines of one slip that it is asked about, the likeliest, and as many of two slips.
    static let mostLines = 1_000

    init(of scene: ExploreScene) {
        self.scene = scene
        func question(_ typed: Neighbour.Typed) -> Question? {
            let calls = VariantMethod(of: typed, in: scene).lines
                .map { scene.reader.removal(byToolOn: $0.text, in: $0.window) }
            guard calls.contains(where: { $0 != nil }) else { return nil }
            let outcome = scene.outcome(of: typed)
            return Question(typed: typed, calls: calls, outcome: outcome)
        }
        func ordered(_ neighbours: [Neighbour]) -> [Question] {
            neighbours.enumerated().sorted { left, right in
                (right.element.chance[.usual], left.offset)
                    < (left.element.chance[.usual], right.offset)
            }.compactMap { question($0.element.typed) }
        }
        guard scene.plan.fleet.playbook.contains(where: { $0.tool != nil }) else {
            (questions, hasMeant, beyond) = ([], false, 0)
            return
        }
        let meant = question(.line(scene.line.meant, window: scene.line.meantWindow))
        let near = ordered(scene.neighbourhood.neighbours)
        let far = ordered(scene.pairs.neighbours)
        questions =
            [meant].compactMap(\.self) + near.prefix(Self.mostLines) + far.prefix(Self.mostLines)
        hasMeant = meant != nil
        beyond = near.dropFirst(Self.mostLines).count + far.dropFirst(Self.mostLines).count
    }

    /// Whether no line is for a tool.
    var isEmpty: Bool { questions.isEmpty }

    /// In the order in which they are first due.
    private var tools: [ToolCall] {
        var tools: [ToolCall] = []
        for call in questions.flatMap(\.calls).compactMap(\.self)
        where !tools.contains(where: { $0.tool == call.tool }) {
            tools.append(call)
        }
        return tools
    }

    /// One line for each tool that this machine does not have.
    ///
    /// - Parameter folder: the one that relative paths count from, that of the fleet's file.
    func missing(in folder: String) -> [String] {
        let tools = tools.map(\.tool)
        let machine = Machine(path: Environment.path)
        return scene.plan.fleet.playbook.compactMap { entry in
            guard let tool = entry.tool?.words, tools.contains(tool), let name = tool.first,
                let lack = machine.lack(ofProgram: name, in: folder)
            else { return nil }
            return "\(entry.position): \(lack), which command `\(entry.name)` runs"
        }
    }

    /// - Returns: nil: a signal ended it.
    /// - Throws: that the tool or a process that stands in cannot be started.
    func findings(
        from standIns: inout StandIns, _ watch: SignalWatch, _ progress: ProgressLine
    ) async throws(FleetError) -> ToolFindings? {
        if let reason = refusal { return ToolFindings(unasked(because: reason)) }
        defer { standIns.close() }
        try standIns.open()
        var course = Course()
        for (place, question) in questions.enumerated() {
            progress.show("[\(place) of \(questions.count)] lines asked of the tool")
            let calls = question.calls.compactMap(\.self)
            if course.answers[question.calls] == nil, !course.isHung(any: calls) {
                guard
                    let answers = try await standIns.answers(
                        to: calls, isStopped: { watch.signal != nil })
                else { return nil }
                course.note(answers, to: question.calls)
            }
            course.take(question.typed, question.calls)
        }
        progress.clear()
        return findings(of: course)
    }

    /// Why it is asked about nothing; nil: it is.
    private var refusal: String? {
        let count = scene.topology.serverCount
        if count > StandIns.most {
            return "the tool was not asked: processes stand in for at most \(StandIns.most) "
                + "servers, and the fleet has \(count)"
        }
        return scene.plan.fleet.guards.count < GuardSet.most
            ? nil : "the tool was not asked: the fleet has \(GuardSet.most) guards already"
    }

    private var near: ArraySlice<Question> { questions.dropFirst(hasMeant ? 1 : 0) }

    private func unasked(because reason: String) -> ToolTrial {
        ToolTrial(
            tools: tools.map { $0.tool.joined(separator: " ") }, standIns: 0, calls: 0, lines: [:],
            refused: 0, unasked: near.count + beyond, hung: [], notes: [reason])
    }

    private func findings(of course: Course) -> ToolFindings {
        var lines: [ToolDeed.Likeness: Int] = [:]
        var (refused, unasked) = (0, beyond)
        for question in near {
            guard let deed = course.seen[question.typed]?.deed else {
                unasked += 1
                continue
            }
            lines[scene.likeness(of: deed, to: question.outcome), default: 0] += 1
            if deed.isNothing { refused += 1 }
        }
        var notes = course.hung.map { call in
            "`\(call.tool.first ?? "")` had not ended \(call.within) after `\(call.line)`: it was ended, "
                + "and not asked again"
        }
        if let call = course.leaver {
            notes.append(
                "`\(call.tool.first ?? "")` had left processes running when it ended, first after "
                    + "`\(call.line)`: they were ended, and what they would have done nobody saw")
        }
        if beyond > 0 {
            notes.append(
                "the tool was asked about the \(Self.mostLines) likeliest lines of one slip, and "
                    + "as many of two")
        }
        return ToolFindings(
            ToolTrial(
                tools: tools.map { $0.tool.joined(separator: " ") },
                standIns: scene.topology.serverCount, calls: course.calls, lines: lines,
                refused: refused, unasked: unasked, hung: course.hung.map(\.line), notes: notes,
                isIdleAsMeant: isIdleAsMeant(course)),
            seen: course.seen)
    }

    private func isIdleAsMeant(_ course: Course) -> Bool {
        guard hasMeant, let meant = questions.first, let deed = course.seen[meant.typed]?.deed
        else { return false }
        return scene.likeness(of: deed, to: meant.outcome) == .stopped
    }

    /// What has been seen so far.
    private struct Course {
        var answers: [[ToolCall?]: ToolFindings.Seen] = [:]
        var seen: [Neighbour.Typed: ToolFindings.Seen] = [:]
        var hung: [ToolCall] = []
        /// The first line on which a tool left something running.
        var leaver: ToolCall?
        var calls = 0

        func isHung(any calls: [ToolCall]) -> Bool {
            calls.contains { call in hung.contains { $0.tool == call.tool } }
        }

        mutating func note(_ answers: [ToolAnswer], to calls: [ToolCall?]) {
            self.calls += answers.count
            let run = calls.compactMap(\.self)
            if answers.last?.isHung == true { hung.append(run[answers.count - 1]) }
            // What is ended with a tool that hung was not left by it.
            for (call, answer) in zip(run, answers) where answer.leavesRunning && !answer.isHung {
                leaver = leaver ?? call
            }
            var rest = answers[...]
            let removed = calls.map { call in call.map { _ in rest.popFirst()?.removed ?? [] } }
            self.answers[calls] = ToolFindings.Seen(
                deed: ToolDeed(removed: removed), said: answers.last?.said)
        }

        mutating func take(_ typed: Neighbour.Typed, _ calls: [ToolCall?]) {
            seen[typed] = answers[calls]
        }
    }
}
