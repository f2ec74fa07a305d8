package import FumbleModel

/// Reads many lines that somebody might type at one step: the usages are read once, and which servers
/// are taken at the step is worked out once.
package struct LineReader: Sendable {
    let playbook: Playbook
    private let resolver: Resolver
    private let path: String
    private let known: [Life]?
    private let serving: [Life]
    private let removed: [Life]

    /// - Parameters:
    ///   - path: the step that types the lines: with the seed it decides which servers are taken.
    ///   - lives: what each server does; nil: as `Preview` says.
    package init(
        fleet: FleetSpec, topology: Topology, seed: UInt64, path: String, lives: [Life]? = nil
    ) {
        self.init(
            Resolver(
                Resolver(fleet: fleet, topology: topology, seed: seed), readyFor: path),
            path: path, lives: lives)
    }

    /// - Parameter resolver: one that is ready for the path.
    init(_ resolver: Resolver, path: String, lives: [Life]?) {
        let topology = resolver.topology
        playbook = Playbook(resolver.fleet)
        self.resolver = resolver
        self.path = path
        known = lives
        serving = Preview.lives(for: .removeServers, topology)
        removed = Preview.lives(for: .addServers, topology)
    }

    /// What a line would come to.
    ///
    /// - Parameter window: the one in which it is typed; nil: not said.
    package func preview(_ line: String, in window: String?) -> Preview {
        let topology = resolver.topology
        do throws(LineError) {
            let reading = try playbook.read(line, in: window, with: resolver, path: path) { verb in
                known ?? (verb == .addServers ? removed : serving)
            }
            switch reading.resolution {
            case .elsewhere(let environment):
                return Preview(
                    line, .elsewhere(entry: reading.entry.name, environment: environment), topology,
                    supplied: reading.supplied)
            case .deed(let deed):
                return Preview(
                    line, .deed(entry: reading.entry.name, deed), topology, servers: deed.servers,
                    lives: known, asks: reading.asks, skips: reading.skipped,
                    arguments: reading.arguments, unread: unread(in: reading),
                    supplied: reading.supplied)
            }
        } catch {
            return Preview(line, .notUnderstood(error), topology)
        }
    }

    /// Arguments that make no difference to what a line does, nor to any guard that it asks.
    private func unread(in reading: Playbook.Reading) -> Set<String> {
        let entry = reading.entry
        let guards = resolver.fleet.guards.filter { entry.asks.contains($0.name) }
        let names = reading.match.values.map(\.name).filter { name in
            switch LineField.Role(of: name, in: entry) {
            case .count, .share, .subsystem, .operation, .zone, .environment: return false
            case .flag where entry.skips.contains(where: { $0.flag == name }): return false
            // What it comes to is in the deed.
            case .flag, .other, .server:
                return !guards.contains { $0.mechanism.reads(argument: name) }
            }
        }
        return Set(names)
    }

    /// How the team's own tool is run with a line; nil: it is for no tool, or for one that does not
    /// remove servers.
    ///
    /// Whether the playbook understands the line makes no difference.
    package func removal(byToolOn line: String, in window: String?) -> ToolCall? {
        let window = resolver.fleet.window(named: window)
        guard let (entry, call) = playbook.tool(for: line, in: window),
            entry.does.verb == .removeServers
        else { return nil }
        return call
    }

    /// The words, arguments and flags of a line that the playbook understands.
    package func anatomy(of line: String) throws(LineError) -> LineAnatomy {
        let (entry, usage, match) = try playbook.find(line)
        return try LineAnatomy(
            line, of: entry, usage, match, in: resolver.fleet, playbook: playbook)
    }
}
