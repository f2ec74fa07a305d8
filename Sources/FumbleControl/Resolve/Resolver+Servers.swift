import FumbleModel

/// How many servers a line or a response is about, and in which zones.
extension Resolver {
    /// Every server that a typed line could take with the largest number, whatever the servers do now, in
    /// order of their numbers.
    ///
    /// - Parameter match: also what its window gives.
    func reach(
        _ template: VerbTemplate, of usage: Usage, _ match: Match, parsing: PlaybookEntry.Parsing
    ) throws(LineError) -> [ServerID] {
        let asked = Asked(
            template: template, slots: usage.arguments, match: match, isStrict: parsing == .strict,
            isTyped: true, path: "", lives: [])
        let named = try subsystems(asked)
        return try inZone(carriers(of: named.isEmpty ? everySubsystem : named), asked).servers
    }

    /// - Returns: all of them where no zone is named: the line is then about all zones, and a usage
    ///   line that wants one says so itself.
    func inZone(
        _ servers: [ServerID], _ asked: Asked
    ) throws(LineError) -> (servers: [ServerID], zone: String?) {
        let values = asked.template.zone.map { asked.values(of: $0) } ?? []
        let typed = values.filter { $0.text != nil }
        guard !typed.isEmpty else { return (servers, nil) }
        var zones: [Int] = []
        for value in typed { zones += try self.zones(named: value, asked) }
        let names = typed.compactMap(\.text).joined(separator: ", ")
        return (servers.filter { zones.contains(Int(topology.zoneOf[$0.index])) }, names)
    }

    private func zones(named value: Match.Value, _ asked: Asked) throws(LineError) -> [Int] {
        let name = value.text ?? ""
        let glob = Glob(name)
        let found = fleet.zones.indices.filter {
            asked.isStrict ? fleet.zones[$0] == name : glob.matches(fleet.zones[$0])
        }
        guard !found.isEmpty else {
            throw asked.error(
                value, "`\(name)` is no zone of this fleet",
                Words.hint(for: name, among: fleet.zones))
        }
        return found
    }

    /// - Parameter value: what was typed for the `count` or the `share` of the verb; nil: it has
    ///   neither, which means all.
    func count(
        _ value: Match.Value?, _ asked: Asked
    ) throws(LineError) -> CountReader.Count {
        guard let value else { return .all }
        guard let text = value.text else {
            if asked.isStrict { throw leftOut(value, asked) }
            return .all
        }
        do throws(CountReader.Refusal) {
            if !asked.slots.contains(value.name) { return try CountReader.literal(text) }
            if value.name == asked.template.share {
                return try CountReader.percent(text, field: value.name)
            }
            return asked.isStrict
                ? try CountReader.strict(text, field: value.name)
                : try CountReader.lenient(text, field: value.name)
        } catch {
            throw asked.error(value, error.message)
        }
    }
}
