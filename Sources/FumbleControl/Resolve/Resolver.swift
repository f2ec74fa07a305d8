package import FumbleModel

/// Works out what a command comes to: the servers, the subsystems, the environment.
package struct Resolver: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    package let seed: UInt64
    /// The order in which servers are taken at one step, worked out before; nil: none was.
    private let pick: (path: String, order: ServerPick)?

    /// The argument that says which environment a line is for.
    package static let environmentArgument = "ENV"

    package init(fleet: FleetSpec, topology: Topology, seed: UInt64) {
        self.fleet = fleet
        self.topology = topology
        self.seed = seed
        pick = nil
    }

    /// The same for many lines at one step, on a large fleet: which servers it takes is worked out once.
    init(_ resolver: Resolver, readyFor path: String) {
        fleet = resolver.fleet
        topology = resolver.topology
        seed = resolver.seed
        pick = (path, ServerPick(of: topology, seed: seed, path: path))
    }

    /// What a typed line comes to.
    ///
    /// - Parameters:
    ///   - usage: the usage line that was matched; its arguments are the template's slots.
    ///   - usualEnvironment: where a lenient line leads that names none; nil: to this fleet.
    ///   - window: the one in which it is typed; what it gives for arguments is in `match` already.
    ///   - path: the step that types it; the servers are picked by it.
    ///   - lives: what each server does now, by its number.
    package func resolve(
        _ template: VerbTemplate, of usage: Usage, _ match: Match, parsing: PlaybookEntry.Parsing,
        usualEnvironment: String? = nil, window: WindowSpec? = nil, path: String, lives: [Life]
    ) throws(LineError) -> Resolution {
        let asked = Asked(
            template: template, slots: usage.arguments, match: match, isStrict: parsing == .strict,
            isTyped: true, path: path, lives: lives, usualEnvironment: usualEnvironment,
            windowEnvironment: window?.environment)
        if let other = try elsewhere(asked) { return .elsewhere(environment: other) }
        return .deed(try deed(asked))
    }

    /// What a response comes to: people take what there is where their file asks for more.
    package func resolve(
        response template: VerbTemplate, path: String, lives: [Life]
    ) throws(LineError) -> ResolvedDeed {
        try deed(
            Asked(
                template: template, slots: [], match: .none, isStrict: true, isTyped: false,
                path: path, lives: lives))
    }

    struct Asked {
        let template: VerbTemplate
        let slots: [String]
        let match: Match
        let isStrict: Bool
        let isTyped: Bool
        let path: String
        let lives: [Life]
        var usualEnvironment: String?
        var windowEnvironment: String?

        /// What was typed for a slot; a text that is no slot stands for itself.
        func values(of text: String) -> [Match.Value] {
            guard slots.contains(text) else {
                return [Match.Value(name: text, text: text, offset: 0, length: 0)]
            }
            return match.values(of: text)
        }

        func error(_ value: Match.Value?, _ message: String, _ help: String? = nil) -> LineError {
            LineError(
                offset: value?.offset ?? 0, length: value?.length ?? 0, message: message,
                help: help)
        }
    }

    private func deed(_ asked: Asked) throws(LineError) -> ResolvedDeed {
        let template = asked.template
        switch template.verb {
        case .removeServers: return try servers(asked, where: { $0 == .serving }, "serving")
        case .addServers: return try servers(asked, where: { $0 == .removed }, "removed")
        case .restartServers where asked.isTyped:
            return try servers(
                asked, where: \.canBeRestarted, "to restart", first: \.needsRestart)
        case .restartServers: return try servers(asked, where: { $0 == .serving }, "serving")
        case .fullRestart:
            let named = try subsystems(asked)
            let all = named.isEmpty ? everySubsystem : named
            return ResolvedDeed(
                verb: .fullRestart, named: named, subsystems: all, servers: carriers(of: all))
        case .dropNeed:
            let named = try subsystems(asked)
            return ResolvedDeed(
                verb: .dropNeed, named: named, subsystems: named.isEmpty ? everySubsystem : named,
                need: try need(asked))
        case .cancelCommand: return ResolvedDeed(verb: .cancelCommand)
        case .type:
            let value = template.line.map { asked.values(of: $0) }?.first
            guard let line = value?.text else { throw asked.error(value, "no line to type") }
            return ResolvedDeed(verb: .type, line: line)
        case .deleteData: return try deletion(asked)
        case .restore: return try restore(asked)
        case .pushConfig:
            return try servers(asked, where: \.isUp, "up")
        case .rollbackConfig: return try servers(asked, where: { _ in true }, "in all")
        case .denyAccess, .grantAccess: return try access(asked)
        case .withdrawRoute, .announceRoute, .admit:
            return ResolvedDeed(
                verb: template.verb, operations: try operations(asked), detail: template.detail)
        }
    }

    var everySubsystem: [SubsystemID] { fleet.subsystems.indices.map { SubsystemID($0) } }

    /// Every server that carries one of the subsystems, in order of their numbers.
    func carriers(of subsystems: [SubsystemID]) -> [ServerID] {
        if subsystems.count == 1 { return topology.carriers[subsystems[0].index] }
        var fits = [Bool](repeating: false, count: topology.serverCount)
        for subsystem in subsystems {
            for server in topology.carriers[subsystem.index] { fits[server.index] = true }
        }
        return fits.indices.filter { fits[$0] }.map { ServerID($0) }
    }
}

extension Resolver {
    /// The environment of a line that is not about this fleet.
    private func elsewhere(_ asked: Asked) throws(LineError) -> String? {
        guard asked.slots.contains(Self.environmentArgument),
            let value = asked.values(of: Self.environmentArgument).first
        else {
            // A command that cannot name one is for that of its window.
            return asked.windowEnvironment == fleet.environment ? nil : asked.windowEnvironment
        }
        guard let name = value.text else {
            if asked.isStrict { throw leftOut(value, asked) }
            return asked.usualEnvironment == fleet.environment ? nil : asked.usualEnvironment
        }
        if asked.isStrict {
            let isName = name.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0)
                    || "-_.".unicodeScalars.contains($0)
            }
            guard isName else {
                throw asked.error(
                    value, "`\(value.name)` must be the name of an environment, not `\(name)`")
            }
            return name == fleet.environment ? nil : name
        }
        return Glob(name).matches(fleet.environment) ? nil : name
    }

    /// - Returns: the subsystems named, each once; empty: a blank, which means all.
    func subsystems(_ asked: Asked) throws(LineError) -> [SubsystemID] {
        var result: [SubsystemID] = []
        for text in asked.template.of {
            for value in asked.values(of: text) {
                guard let name = value.text else {
                    if asked.isStrict { throw leftOut(value, asked) }
                    continue
                }
                for id in try subsystems(named: name, value, asked) where !result.contains(id) {
                    result.append(id)
                }
            }
        }
        return result
    }

    private func subsystems(
        named name: String, _ value: Match.Value, _ asked: Asked
    ) throws(LineError) -> [SubsystemID] {
        let names = fleet.subsystems.map(\.name)
        let glob = Glob(name)
        let found = names.indices.filter {
            asked.isStrict ? names[$0] == name : glob.matches(names[$0])
        }
        guard !found.isEmpty else {
            throw asked.error(
                value, "`\(name)` is no subsystem of this fleet",
                Words.hint(for: name, among: names))
        }
        return found.map { SubsystemID($0) }
    }

    private func access(_ asked: Asked) throws(LineError) -> ResolvedDeed {
        let named = try subsystems(asked)
        var askers: [Asker] = []
        if case .access(let by, _) = asked.template.detail {
            for name in by {
                guard let asker = Asker(name, of: fleet) else {
                    throw asked.error(nil, "`\(name)` is no subsystem of this fleet")
                }
                askers.append(asker)
            }
        }
        return ResolvedDeed(
            verb: asked.template.verb, named: named,
            subsystems: named.isEmpty ? everySubsystem : named, askers: askers,
            detail: asked.template.detail)
    }

    /// - Returns: the operations named, each once; every one, where none is named.
    private func operations(_ asked: Asked) throws(LineError) -> [OperationID] {
        var result: [OperationID] = []
        for value in asked.template.of.flatMap({ asked.values(of: $0) }) {
            guard let name = value.text else {
                if asked.isStrict { throw leftOut(value, asked) }
                continue
            }
            let names = fleet.operations.map(\.name)
            let glob = Glob(name)
            let found = names.indices.filter {
                asked.isStrict ? names[$0] == name : glob.matches(names[$0])
            }
            guard !found.isEmpty else {
                throw asked.error(
                    value, "`\(name)` is no operation of this fleet",
                    Words.hint(for: name, among: names))
            }
            for id in found.map({ OperationID($0) }) where !result.contains(id) {
                result.append(id)
            }
        }
        return result.isEmpty ? fleet.operations.indices.map { OperationID($0) } : result
    }

    private func need(_ asked: Asked) throws(LineError) -> SubsystemID {
        let value = asked.template.on.map { asked.values(of: $0) }?.first
        guard let value, let name = value.text else {
            throw asked.error(value, "nothing says which need is dropped")
        }
        let found = try subsystems(named: name, value, asked)
        guard found.count == 1 else {
            throw asked.error(value, "one need is dropped at a time, and `\(name)` is several")
        }
        return found[0]
    }

    func leftOut(_ value: Match.Value, _ asked: Asked) -> LineError {
        asked.error(
            value, "`\(value.name)` was left out, and a strict parser reads nothing into that")
    }

    /// - Parameter comesFirst: those that are taken before all others; nil: none are.
    private func servers(
        _ asked: Asked, where fits: (Life) -> Bool, _ state: String,
        first comesFirst: ((Life) -> Bool)? = nil
    ) throws(LineError) -> ResolvedDeed {
        if !asked.template.servers.isEmpty { return try chosen(asked, where: fits, state) }
        let named = try subsystems(asked)
        let subsystems = named.isEmpty ? everySubsystem : named
        let carriers = try inZone(carriers(of: subsystems), asked)
        let candidates = carriers.servers.filter {
            $0.index < asked.lives.count && fits(asked.lives[$0.index])
        }
        let slot = asked.template.count ?? asked.template.share
        let value = slot.map { asked.values(of: $0) }?.last
        let wanted = try count(value, asked)
        let limit = candidates.count
        let number: Int
        switch wanted {
        case .all: number = limit
        case .amount(let amount): number = amount.resolved(of: carriers.servers.count)
        case .beyondCounting: number = .max
        }
        let names = subsystems.map { fleet[$0].name }
        let has = names.count == 1 ? "has" : "have"
        let there =
            "\(Words.list(names)) \(has) \(Words.servers(limit)) \(state)"
            + (carriers.zone.map { " in zone `\($0)`" } ?? "")
        var note: String?
        if asked.isTyped, asked.isStrict, number > limit || limit == 0 {
            let shown = wanted == .all ? "all" : value?.text ?? "all"
            throw asked.error(value, "`\(slot ?? "count")` is \(shown), and \(there)")
        } else if !asked.isTyped, number > limit || limit == 0 {
            note = "\(asked.path): asked for \(value?.text ?? "all"), and \(there)"
        }
        let pick = order(at: asked.path)
        var (taken, others): ([ServerID], [ServerID]) = ([], candidates)
        if let comesFirst {
            let first = candidates.filter { comesFirst(asked.lives[$0.index]) }
            taken = pick.taken(from: first, atMost: number)
            others = candidates.filter { !comesFirst(asked.lives[$0.index]) }
        }
        return ResolvedDeed(
            verb: asked.template.verb, named: named, subsystems: subsystems,
            servers: taken + pick.taken(from: others, atMost: number - taken.count), note: note,
            detail: asked.template.detail)
    }

    private func order(at path: String) -> ServerPick {
        if let pick, pick.path == path { return pick.order }
        return ServerPick(of: topology, seed: seed, path: path)
    }
}

extension Life {
    fileprivate var isUp: Bool { self == .serving || self == .starting || self == .stopped }

    /// Whether somebody who restarts servers restarts it.
    fileprivate var canBeRestarted: Bool { isUp || needsRestart }

    /// Whether it does not serve, and will not by itself; one that starts is at it.
    fileprivate var needsRestart: Bool { self == .crashed || self == .hung || self == .stopped }
}
