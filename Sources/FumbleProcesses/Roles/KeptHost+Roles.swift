package import FumbleModel

/// Which servers are primaries, as programs say.
extension KeptHost {
    /// How long a fleet that has just started may take until somebody can say who its primary is.
    private static let patience: Int32 = 10_000

    package func primariesNamed() -> [NamedPrimary] {
        watches.flatMap { watch in
            watch.take().map { news in
                NamedPrimary(
                    at: max(.start, instant(of: news.at)), subsystem: watch.subsystem,
                    server: ServerID(news.server), name: layout.name(of: news.server),
                    program: watch.program)
            }
        }
    }

    package func primary(of subsystem: SubsystemID) async -> ServerID? {
        guard let watch = watches.first(where: { $0.subsystem == subsystem }) else { return nil }
        return await watch.ask().map { ServerID($0) }
    }

    /// - Throws: for which subsystem no primary was named in time.
    func openWatches() async throws(FleetError) {
        let end = MonotonicTime.now().adding(milliseconds: Self.patience)
        for role in layout.spec.processes?.roles ?? [] {
            let watch = watch(of: role)
            guard await watch.ask(until: end) != nil else {
                let server = role.of.flatMap { layout.servers(of: $0).first }
                let words = role.run.map { layout.filled($0, for: server) }
                let command = words.joined(separator: " ")
                throw .mayHaveHappened(
                    "`\(command)` does not say which server is the primary of "
                        + layout.spec[role.subsystem].name)
            }
            watches.append(watch)
            watch.begin()
        }
    }

    func closeWatches() async {
        for watch in watches { await watch.close() }
        watches = []
    }

    private func watch(of role: RoleFinderSpec) -> RoleWatch {
        let layout = layout
        let carriers = layout.topology.carriers[role.subsystem.index].map(\.index)
        let asked: [Int?] = role.of.map { layout.servers(of: $0) } ?? [nil]
        let commands = asked.map { server in
            ShortCommand(
                words: role.run.map { layout.filled($0, for: server) }, environment: environment,
                network: server.flatMap { networks.path(of: $0) },
                within: Int32(clamping: role.within.microseconds / 1_000))
        }
        return RoleWatch(of: role, commands: commands) { word in
            carriers.first { layout.name(of: $0) == word || layout.hasPort(word, $0) }
        }
    }
}

extension Layout {
    /// Whether a word is one of a server's ports, or where others find it.
    fileprivate func hasPort(_ word: String, _ server: Int) -> Bool {
        guard let number = UInt16(word) else { return false }
        return doors(of: server).contains { $0.door == number || $0.port == number }
    }
}
