import FumbleModel

/// Lines that are handed to the team's own tool: a black box, whose word counts for nothing.
extension ControlPlane {
    /// What the line comes to by the playbook is written down beside it, for whoever reads the run.
    func call(
        _ call: ToolCall, number: Int, _ entered: Entered, seeing sight: Sight
    ) -> [ControlEffect] {
        let reading = try? playbook.read(
            entered.line, with: resolver, path: entered.path, lives: { _ in sight.lives })
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
}

extension Playbook {
    /// The tool that a line is for, and the words it is given: those after the words with which the
    /// usage line begins. The tool's own parser reads them; ours has no say.
    func toolCall(for line: String) -> ToolCall? {
        guard let words = try? LineWords.split(line, parsing: .lenient).map(\.text) else {
            return nil
        }
        for entry in entries {
            guard let tool = entry.tool, let usage = try? Usage.parse(entry.usage) else { continue }
            let leading = usage.leadingWords
            guard !leading.isEmpty, words.starts(with: leading) else { continue }
            return ToolCall(
                tool: tool.words, words: Array(words.dropFirst(leading.count)), line: line,
                within: tool.within)
        }
        return nil
    }
}
