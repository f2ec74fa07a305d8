import FumbleModel

/// The list of servers that a tool is handed: a line for each, in the order of their numbers.
///
///     name <tab> group <tab> subsystems, with commas <tab> process <tab> ports, name=number <tab> folder
struct ServerList {
    let layout: Layout

    /// - Parameter pid: the process of a server; nil: it does not run, and has `-` there.
    func text(pid: (_ server: Int) -> Int32?) -> String {
        (0..<layout.topology.serverCount).map { server in
            let id = ServerID(server)
            let carries = layout.topology.carried(by: id).map { layout.spec[$0].name }
            let ports = (layout.program(of: server)?.ports ?? []).compactMap { name in
                layout.door(name, of: server).map { "\(name)=\($0)" }
            }
            return [
                layout.name(of: server),
                layout.topology.groupNames[Int(layout.topology.groupOf[server])],
                carries.joined(separator: ","), pid(server).map { "\($0)" } ?? "-",
                ports.joined(separator: ","), layout.folder(of: server),
            ].joined(separator: "\t") + "\n"
        }.joined()
    }
}

extension ToolCall {
    /// What it is told by variables of its environment, beside those that every program has.
    ///
    /// - Parameters:
    ///   - list: the file with the list of servers.
    ///   - state: the folder that is its own.
    func variables(list: String, state: String) -> [String] {
        given.map { "\($0.argument)=\($0.text)" }
            + ["FUMBLE_SERVERS=\(list)", "FUMBLE_STATE=\(state)", "FUMBLE_LINE=\(line)"]
    }

    /// The tool, where it is.
    ///
    /// - Parameter base: the folder that a relative path counts from, that of the fleet's file.
    func program(in base: String) -> String {
        let first = tool.first ?? ""
        return first.contains("/") && !first.hasPrefix("/") ? "\(base)/\(first)" : first
    }
}
