import FumbleModel

/// What lines and responses come to that name servers.
extension Resolver {
    /// The servers named, each once, in the order of their numbers.
    ///
    /// - Throws: in a strict parser for what is not exactly one server's name, and for a server that is not
    ///   in the state that the verb needs; in a lenient one for a pattern that fits none.
    func chosen(
        _ asked: Asked, where fits: (Life) -> Bool, _ state: String
    ) throws(LineError) -> ResolvedDeed {
        var isChosen = [Bool](repeating: false, count: topology.serverCount)
        var isBlank = true
        for value in asked.template.servers.flatMap({ asked.values(of: $0) }) {
            guard value.text != nil else {
                if asked.isStrict { throw leftOut(value, asked) }
                continue
            }
            for name in try names(in: value, asked) {
                isBlank = false
                for server in try servers(named: name.text ?? "", name, asked) {
                    try check(server, name, asked, where: fits, state)
                    isChosen[server.index] = true
                }
            }
        }
        if isBlank { isChosen = isChosen.map { _ in true } }
        let named = isChosen.indices.filter { isChosen[$0] }.map { ServerID($0) }
        let servers = named.filter { $0.index < asked.lives.count && fits(asked.lives[$0.index]) }
        let tally = topology.tally(of: named)
        let subsystems = tally.indices.filter { tally[$0] > 0 }.map { SubsystemID($0) }
        var note: String?
        if !asked.isTyped, servers.count < named.count {
            note =
                "\(asked.path): asked for \(fleet.serverNames.counted(named)), of which "
                + "\(Words.servers(servers.count)) \(servers.count == 1 ? "is" : "are") \(state)"
        }
        return ResolvedDeed(
            verb: asked.template.verb, named: subsystems, subsystems: subsystems, servers: servers,
            note: note, detail: asked.template.detail, isByName: true)
    }

    /// What stands between the commas of a value, each in its place in the line.
    private func names(
        in value: Match.Value, _ asked: Asked
    ) throws(LineError) -> [Match.Value] {
        let text = value.text ?? ""
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        // In quotes, or behind `--host=`, it is the whole word that is marked.
        let isPlain = value.length == text.unicodeScalars.count
        var offset = value.offset
        var names: [Match.Value] = []
        for part in parts {
            let length = part.unicodeScalars.count
            let place = Match.Value(
                name: value.name, text: String(part), offset: isPlain ? offset : value.offset,
                length: isPlain ? length : value.length)
            offset += length + 1
            if part.allSatisfy(\.isWhitespace) {
                if asked.isStrict {
                    throw asked.error(place, "a name is missing beside a comma of `\(value.name)`")
                }
                continue
            }
            names.append(place)
        }
        return names
    }

    private func servers(
        named name: String, _ value: Match.Value, _ asked: Asked
    ) throws(LineError) -> [ServerID] {
        if let server = fleet.serverNames.server(named: name) { return [server] }
        var found: [ServerID] = []
        let isPattern = name.unicodeScalars.contains(where: Glob.marks.contains)
        if !asked.isStrict, isPattern {
            let glob = Glob(name, ofServers: true)
            let all = fleet.serverNames.all
            found = all.indices.filter { glob.matches(all[$0]) }.map { ServerID($0) }
        }
        guard found.isEmpty else { return found }
        let nearest = isPattern ? nil : fleet.serverNames.nearest(to: name)
        throw asked.error(
            value, "`\(name)` is no server of this fleet",
            nearest.map { "did you mean `\($0)`?" })
    }

    /// People take what there is; a strict parser wants all that is typed to be possible.
    private func check(
        _ server: ServerID, _ value: Match.Value, _ asked: Asked, where fits: (Life) -> Bool,
        _ state: String
    ) throws(LineError) {
        guard asked.isTyped, asked.isStrict else { return }
        let life = server.index < asked.lives.count ? asked.lives[server.index] : .removed
        guard !fits(life) else { return }
        throw asked.error(
            value, "`\(fleet.serverNames[server])` is \(life.word), and not \(state)")
    }
}

extension Life {
    /// As people are told of it.
    fileprivate var word: String { self == .cutOff ? "cut off" : "\(self)" }
}
