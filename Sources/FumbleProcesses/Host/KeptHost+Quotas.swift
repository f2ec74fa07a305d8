import FumbleModel

/// Folders that may hold no more than they do, where no disk can be mounted for their servers.
///
/// Each program goes by its quota itself, so what it wrote all the same is measured, and told as a fault that never
/// bit. The files lie in the servers' folders, and go with them if the runner dies.
extension KeptHost {
    /// How long writes may take that were on their way when the quota came, and between two looks at them, in
    /// milliseconds.
    private static let patience: Int32 = 1_000
    private static let glance: Int32 = 50

    func makeSureThatQuotasAreThere(_ servers: [ServerID]) throws(FleetError) {
        guard !mountsDisks else { return }
        for server in servers.map(\.index) where quotaFile(of: server) == nil {
            throw .didNothing(
                "the program of \(layout.name(of: server)) has no `quota:`, and no disk can be "
                    + "mounted for it")
        }
    }

    func fillQuotas(_ servers: [ServerID]) async throws(FleetError) -> BittenFault? {
        var whole = 0
        for server in servers.map(\.index) {
            guard let file = quotaFile(of: server) else { continue }
            let used = file.used
            quotas[server] =
                quotas[server]?.replaced(by: used)
                ?? StandingQuota(original: file.content, limit: used)
            try file.put(Array("\(used)\n".utf8), with: files)
            whole += used
        }
        try await waitUntilQuiet(servers.map(\.index))
        let restless = servers.map(\.index).filter { quotas[$0]?.isKeptTo == false }
        let names = restless.map { layout.name(of: $0) }.joined(separator: ", ")
        let some = restless.isEmpty ? "" : "; \(names) wrote on and on"
        let folders = counted(servers.count, "folder")
        return BittenFault(
            fault: "disk-full", servers: servers.count,
            effect: "\(whole) bytes are all that \(folders) may hold\(some)",
            isMiss: !restless.isEmpty)
    }

    private func waitUntilQuiet(_ servers: [Int]) async throws(FleetError) {
        let deadline = MonotonicTime.now().adding(milliseconds: Self.patience)
        while MonotonicTime.now().microseconds < deadline.microseconds {
            for server in servers where quotas[server]?.isKeptTo == false {
                guard let used = quotaFile(of: server)?.used else { continue }
                quotas[server]?.look(used)
            }
            guard servers.contains(where: { quotas[$0]?.isKeptTo == false }) else { return }
            try await wait(until: .now().adding(milliseconds: Self.glance))
        }
    }

    func liftQuotas(_ servers: [ServerID]) throws(FleetError) -> BittenFault? {
        var grown: [String] = []
        var stuck: [String] = []
        var (read, unread) = (0, 0)
        for server in servers.map(\.index) {
            guard let file = quotaFile(of: server), let quota = quotas[server] else { continue }
            let wasRead = file.wasRead
            if wasRead == true { read += 1 }
            if wasRead == false { unread += 1 }
            let growth = quota.growth(at: file.used)
            if growth != 0 {
                let bytes = growth.map { "by \(counted($0, "byte"))" } ?? "on and on"
                grown.append("\(layout.name(of: server)) \(bytes)")
            }
            do throws(FleetError) {
                try file.putBack(quota.original, with: files)
                quotas[server] = nil
            } catch {
                stuck.append(error.reason)
            }
        }
        guard stuck.isEmpty else { throw .mayHaveHappened(stuck.joined(separator: ", ")) }
        let growth =
            grown.isEmpty
            ? "\(counted(servers.count, "folder")) grew by no byte"
            : "folders grew past their quotas: \(grown.joined(separator: ", "))"
        let readers =
            read + unread == 0
            ? "nothing tells here whether quotas are read"
            : "\(read) of \(counted(read + unread, "quota")) read"
        return BittenFault(
            fault: "disk-full", servers: servers.count, effect: "\(growth); \(readers)",
            isMiss: !grown.isEmpty || (read == 0 && unread > 0))
    }

    /// nil: its program names none.
    private func quotaFile(of server: Int) -> QuotaFile? {
        layout.program(of: server)?.quota.map {
            QuotaFile(
                $0, home: layout.folder(of: server),
                draft: "\(layout.folder)/\(layout.name(of: server)).quota")
        }
    }
}
