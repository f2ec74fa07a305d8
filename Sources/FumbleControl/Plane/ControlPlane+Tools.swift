import FumbleModel

/// Lines that are handed to the team's own tool: a black box, whose word counts for nothing.
extension ControlPlane {
    /// What the line comes to by the playbook is written down beside it, for whoever reads the run.
    func call(
        _ call: ToolCall, number: Int, _ entered: Entered, seeing sight: Sight
    ) -> [ControlEffect] {
        let reading = try? playbook.read(
            entered.line, in: entered.window, with: resolver, path: entered.path,
            lives: { _ in sight.lives })
        var resolved = RunEvent.Resolved.deed(summary: "run \(call.tool.first ?? "")")
        if case .deed(let deed)? = reading?.resolution, !deed.servers.isEmpty {
            resolved = .servers(
                count: deed.servers.count, bySubsystem: topology.tally(of: deed.servers))
        }
        return [
            .record(
                .typed(
                    command: number, path: entered.path, line: entered.line, window: entered.window,
                    resolved: resolved)),
            .apply(.call(call)),
            .record(.ended(command: number, servers: 0, how: .done)),
        ]
    }

    /// What the tool does with the line is known already: that is done, past every guard and whatever the
    /// playbook says.
    mutating func enter(
        _ entered: Entered, removing removed: [ServerID], at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        lastNumber += 1
        let number = lastNumber
        let tally = topology.tally(of: removed)
        let typed = RunEvent.What.typed(
            command: number, path: entered.path, line: entered.line, window: entered.window,
            resolved: .servers(count: removed.count, bySubsystem: tally))
        guard !removed.isEmpty else {
            return [
                .record(typed), .record(.ended(command: number, servers: 0, how: .refused)),
            ]
        }
        let deed = ResolvedDeed(verb: .removeServers, servers: removed)
        let performed = perform(
            deed, on: removed, path: entered.path, depth: entered.depth, at: now, seeing: sight)
        return [.record(typed)] + performed.effects + [
            .record(.applied(command: number, servers: removed.count, bySubsystem: tally)),
            .record(.ended(command: number, servers: removed.count, how: .done)),
        ]
    }
}

extension Playbook {
    /// The tool that a line is for, and the words it is given: those after the words with which the
    /// usage line begins. The tool's own parser reads them; ours has no say.
    ///
    /// - Parameter window: the one in which it is typed; nil: nothing is known of it.
    func toolCall(for line: String, in window: WindowSpec?) -> ToolCall? {
        tool(for: line, in: window)?.call
    }

    /// The same, and the command whose tool it is.
    func tool(
        for line: String, in window: WindowSpec?
    ) -> (entry: PlaybookEntry, call: ToolCall)? {
        guard entries.contains(where: { $0.tool != nil }),
            let words = try? LineWords.split(line, parsing: .lenient).map(\.text)
        else { return nil }
        for (entry, usage) in zip(entries, usages) {
            guard let tool = entry.tool, case .success(let usage) = usage else { continue }
            let leading = usage.leadingWords
            guard !leading.isEmpty, words.starts(with: leading) else { continue }
            let call = ToolCall(
                tool: tool.words, words: Array(words.dropFirst(leading.count)), line: line,
                within: tool.within, given: window?.given ?? [])
            return (entry, call)
        }
        return nil
    }
}
