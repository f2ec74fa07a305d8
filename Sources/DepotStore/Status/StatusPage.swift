/// What people see of the store: of each subsystem, how many of its servers serve.
struct StatusPage: Equatable, Sendable {
    private let rows: [Row]

    private struct Row: Equatable {
        let subsystem: Subsystem
        let serving: Int
        let all: Int

        var word: String {
            if serving == all { return "operating normally" }
            return serving == 0 ? "down" : "degraded"
        }
    }

    /// - Parameter phases: by server, what it says; a server that does not answer serves nothing.
    init(_ cluster: Cluster, _ phases: [String: ServerPhases]) {
        rows = Subsystem.allCases.compactMap { subsystem in
            let servers = cluster.servers(carrying: subsystem)
            guard !servers.isEmpty else { return nil }
            let item = ServerPhases.Item(
                subsystem: subsystem.rawValue, phase: Phase.ready.rawValue)
            let serving = servers.count { phases[$0.name]?.items.contains(item) == true }
            return Row(subsystem: subsystem, serving: serving, all: servers.count)
        }
    }

    func html(at milliseconds: UInt64) -> String {
        let lines = rows.map { row in
            "<tr><td>\(row.subsystem.rawValue)</td><td>\(row.word)</td>"
                + "<td>\(row.serving) of \(row.all)</td></tr>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>depot: status</title></head>
            <body><h1>Status</h1>
            <table>
            \(lines.joined())</table>
            <p>As of \(HTTPTime(milliseconds).header)</p></body></html>

            """
    }
}
