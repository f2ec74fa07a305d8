internal import FumbleControl
internal import FumbleModel
internal import FumbleSlips

/// What a request does, in words, and its id.
struct RequestWords {
    let words: String
    let id: String
    let kind: ExploredRequest.Kind

    init(_ request: Effects.Request, in scene: ExploreScene) {
        let fleet = scene.plan.fleet
        let canonical: String
        let (kind, words): (ExploredRequest.Kind, String)
        switch request.outcome {
        case .refused: (kind, words, canonical) = (.refused, "refused by the parser", "refused")
        case .elsewhere: (kind, words, canonical) = (.elsewhere, "goes elsewhere", "elsewhere")
        case .nothing: (kind, words, canonical) = (.nothing, "nothing is done", "nothing")
        case .twice: (kind, words, canonical) = (.asked, "the line, twice", "twice")
        case .exchanged(let step):
            (kind, words, canonical) = (
                .asked, "in the order of the other", "exchanged \(step)"
            )
        case .asked(let asked):
            kind = .asked
            words = Self.words(of: asked, in: fleet, meantIn: scene.line.meantWindow)
            canonical =
                asked.entry
                + asked.arguments.filter { $0.text != nil }.map { "|\($0.name)=\($0.text ?? "")" }
                .joined() + "|\(asked.window ?? "")" + Self.servers(of: asked.deed, in: fleet)
        }
        guard let tool = request.tool,
            scene.likeness(of: tool, to: request.outcome) != .same
        else {
            (self.kind, self.words) = (kind, words)
            id = Self.id(of: scene.line.meant + "\n" + canonical)
            return
        }
        let book = ServerBook(fleet)
        let servers = tool.servers.map { book[$0] }
        self.kind = tool.isNothing ? kind : .asked
        self.words = words + "; " + Self.words(of: servers)
        id = Self.id(
            of: scene.line.meant + "\n" + canonical + "|tool " + servers.joined(separator: " "))
    }

    /// So many servers are named.
    private static let mostNamed = 3

    private static func words(of servers: [String]) -> String {
        if servers.isEmpty { return "the tool stops it" }
        let named = servers.prefix(mostNamed).joined(separator: ", ")
        let rest = servers.count - mostNamed
        return "the tool removes \(named)" + (rest > 0 ? " and \(rest) more" : "")
    }

    /// What was typed for servers is not told apart: what it comes to is.
    private static func servers(of deed: ResolvedDeed, in fleet: FleetSpec) -> String {
        guard deed.isByName else { return "" }
        return "|" + deed.servers.map { fleet.serverNames[$0] }.joined(separator: " ")
    }

    /// Eight hexadecimal digits of a hash.
    private static func id(of text: String) -> String {
        let hash = FNV.hash(text)
        let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func words(
        of asked: Effects.Asked, in fleet: FleetSpec, meantIn window: String?
    ) -> String {
        let deed = asked.deed
        let names = deed.named.map { fleet[$0].name }
        let what = names.isEmpty ? "everything" : names.joined(separator: " and ")
        var words: String
        switch deed.verb {
        case .removeServers, .addServers, .restartServers:
            let verb = deed.verb.rawValue.split(separator: "-")[0]
            let whom =
                deed.isByName
                ? fleet.serverNames.counted(deed.servers, atMost: mostNamed)
                : "\(deed.servers.count) of \(what)"
            words = "\(verb) \(whom)"
        case .pushConfig, .rollbackConfig:
            words = "\(deed.verb.rawValue) to \(deed.servers.count) of \(what)"
        case .deleteData: words = "delete \(deed.share ?? .whole) of \(what)"
        case .withdrawRoute, .announceRoute, .admit:
            let operations = deed.operations.map { fleet[$0].name }.joined(separator: " and ")
            words = "\(deed.verb.rawValue) of \(operations)"
        case .dropNeed:
            words = "\(what) without \(deed.need.map { fleet[$0].name } ?? "")"
        case .fullRestart, .restore, .denyAccess, .grantAccess, .cancelCommand, .type:
            words = "\(deed.verb.rawValue) of \(what)"
        }
        let flags = asked.arguments.filter { $0.name.hasPrefix("-") && $0.text != nil }
        if !flags.isEmpty { words += " with \(flags.map(\.name).joined(separator: " "))" }
        if let other = asked.window, other != window { words += " in \(other)" }
        return words
    }
}
