package import FumbleModel

/// What a line would come to at the start of a run, when every server is serving: for `plan`, and for
/// checks on a file before anything is touched.
///
/// A verb that adds servers is looked at as though all had been removed before: what it can reach
/// at most.
package struct Preview: Sendable {
    package let line: String
    package let outcome: Outcome
    /// The servers that it reaches, in the order in which they are taken.
    package let servers: [ServerID]
    /// How many of them carry each subsystem, in the fleet's order.
    package let bySubsystem: [Int]
    /// How many of those serve now: whoever does not leaves no service.
    package let leaving: [Int]
    /// The guards that would be asked, in order.
    package let asks: [String]
    /// The guards that its flags leave out.
    package let skips: [String]
    /// What was typed for each argument and flag of the usage line.
    package let arguments: [GuardRequest.Argument]
    /// The names of those arguments and flags that make no difference: the command does not read them,
    /// and no guard that it asks does.
    package let unread: Set<String>
    /// What the line left to the window in which it is typed.
    package let supplied: [WindowSpec.Supply]

    package enum Outcome: Sendable, Hashable {
        /// The name of the playbook's command, and what it comes to.
        case deed(entry: String, ResolvedDeed)
        case elsewhere(entry: String, environment: String)
        case notUnderstood(LineError)
    }

    /// - Parameters:
    ///   - window: the one in which it is typed; nil: not said.
    ///   - path: the step that types the line: with the seed it decides which servers are taken.
    ///   - lives: what each server does, where that is known; else as `Preview` says.
    package static func of(
        _ line: String, in window: String?, fleet: FleetSpec, topology: Topology, seed: UInt64,
        path: String, lives known: [Life]? = nil
    ) -> Preview {
        LineReader(fleet: fleet, topology: topology, seed: seed, path: path, lives: known)
            .preview(line, in: window)
    }

    /// What a response would come to, by the same measure.
    package static func of(
        response template: VerbTemplate, fleet: FleetSpec, topology: Topology, seed: UInt64,
        path: String
    ) -> Preview {
        if template.verb == .type, let line = template.line {
            return of(
                line, in: nil, fleet: fleet, topology: topology, seed: seed, path: path)
        }
        let resolver = Resolver(fleet: fleet, topology: topology, seed: seed)
        do throws(LineError) {
            let deed = try resolver.resolve(
                response: template, path: path, lives: lives(for: template.verb, topology))
            return Preview(
                template.summary, .deed(entry: path, deed), topology, servers: deed.servers)
        } catch {
            return Preview(template.summary, .notUnderstood(error), topology)
        }
    }

    init(
        _ line: String, _ outcome: Outcome, _ topology: Topology, servers: [ServerID] = [],
        lives: [Life]? = nil, asks: [String] = [], skips: [String] = [],
        arguments: [GuardRequest.Argument] = [], unread: Set<String> = [],
        supplied: [WindowSpec.Supply] = []
    ) {
        self.unread = unread
        self.supplied = supplied
        self.line = line
        self.outcome = outcome
        self.servers = servers
        self.bySubsystem = topology.tally(of: servers)
        leaving =
            lives.map { lives in
                topology.tally(of: servers.filter { lives[$0.index] == .serving })
            } ?? bySubsystem
        self.asks = asks
        self.skips = skips
        self.arguments = arguments
    }

    static func lives(for verb: VerbName, _ topology: Topology) -> [Life] {
        [Life](
            repeating: verb == .addServers ? .removed : .serving, count: topology.serverCount)
    }
}
