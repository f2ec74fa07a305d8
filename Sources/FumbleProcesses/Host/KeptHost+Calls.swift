package import FumbleModel

/// Other people's tools, run against the servers.
extension KeptHost {
    /// Runs a tool to its end, below the keeper, so that neither it nor what it starts outlives the run.
    /// What it is told: the operator's words as its arguments, and where the servers are in a file of lines
    /// that `FUMBLE_SERVERS` names (`ServerList`). `FUMBLE_LINE` is the whole line, and `FUMBLE_STATE` a
    /// folder in which the tool may keep what it likes, anew in each arm. What the window gives in which
    /// the line was typed it has as variables too.
    package func call(_ call: ToolCall) async throws(FleetError) -> BittenFault {
        let list = "\(layout.folder)/servers"
        let state = "\(layout.folder)/tool"
        let log = "\(layout.folder)/tool.log"
        try files.makeFolder(state)
        try files.write(Array(serverLines.utf8), to: list)
        try files.write([], to: log)
        let launch = Launch(
            name: call.tool.first ?? "",
            arguments: [call.program(in: files.base)] + call.tool.dropFirst() + call.words,
            environment: environment + call.variables(list: list, state: state), folder: ".",
            log: log)
        let running = courses.compactMap(\.pid)
        let (news, isKilled) = try await end(of: try begin(launch), within: call.within)
        let said = ServerFiles.beginning(of: log, atMost: Self.mostSaid).split(separator: "\n")
        return BittenFault(
            fault: call.tool.first ?? "", servers: running.count { !ProcessStatus.isAlive($0) },
            effect: Self.words(launch, isKilled ? nil : news, call.within)
                + (said.isEmpty ? "" : ": " + said.joined(separator: "; ")))
    }

    /// - Parameter news: nil: it was killed.
    private static func words(
        _ launch: Launch, _ news: Keeper.News?, _ within: TimeSpan
    ) -> String {
        switch news {
        case .ended(_, .exit(let status)): "exit status \(status)"
        // As a shell has it.
        case .ended(_, .signal(let signal)): "exit status \(128 + signal)"
        case .failed(_, let error):
            "exit status 127: \(launch.arguments.first ?? ""): \(Keeper.words(error))"
        default: "killed after \(within)"
        }
    }

    /// Of what it prints, in bytes.
    private static let mostSaid = 4_096

    private var serverLines: String {
        ServerList(layout: layout).text { server in
            courses[server].isRunning ? courses[server].pid : nil
        }
    }
}
