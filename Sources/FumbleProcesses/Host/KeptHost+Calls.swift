package import FumbleModel

/// Other people's tools, run against the servers.
extension KeptHost {
    /// Runs a tool to its end. What it is told: the operator's words as its arguments, and where the
    /// servers are in a file of lines that `FUMBLE_SERVERS` names (`ServerList`). `FUMBLE_LINE` is the
    /// whole line, and `FUMBLE_STATE` a folder in which the tool may keep what it likes, anew in each
    /// arm.
    package func call(_ call: ToolCall) async throws(FleetError) -> BittenFault {
        let list = "\(layout.folder)/servers"
        let state = "\(layout.folder)/tool"
        try files.makeFolder(state)
        try files.write(Array(serverLines.utf8), to: list)
        let own = ["FUMBLE_SERVERS=\(list)", "FUMBLE_STATE=\(state)", "FUMBLE_LINE=\(call.line)"]
        let command = ShortCommand(
            words: [call.program(in: files.base)] + call.tool.dropFirst() + call.words,
            environment: environment + own, complains: true,
            within: Int32(clamping: call.within.microseconds / 1_000))
        let end = command.end()
        let said = (end.printed ?? "more than can be read").split(separator: "\n")
        let ending = end.status.map { "exit status \($0)" } ?? "killed after \(call.within)"
        return BittenFault(
            fault: call.tool.first ?? "", servers: 0,
            effect: ending + (said.isEmpty ? "" : ": " + said.joined(separator: "; ")))
    }

    private var serverLines: String {
        ServerList(layout: layout).text { server in
            courses[server].isRunning ? courses[server].pid : nil
        }
    }
}
