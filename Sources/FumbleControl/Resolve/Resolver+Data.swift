import FumbleModel

/// What lines and responses come to that are about data.
extension Resolver {
    /// - Throws: for a subsystem that keeps nothing, and for a share that is none.
    func deletion(_ asked: Asked) throws(LineError) -> ResolvedDeed {
        let named = try subsystems(asked)
        if let empty = named.first(where: { fleet[$0].state == nil }) {
            throw refused(asked, "`\(fleet[empty].name)` keeps no data that could be deleted")
        }
        let keeping = ids { $0.state != nil }
        return ResolvedDeed(
            verb: .deleteData, named: named, subsystems: named.isEmpty ? keeping : named,
            share: try share(asked))
    }

    /// - Throws: for a subsystem of which there is no copy.
    func restore(_ asked: Asked) throws(LineError) -> ResolvedDeed {
        let named = try subsystems(asked)
        if let bare = named.first(where: { fleet[$0].state?.copy == nil }) {
            throw refused(asked, "there is no copy of `\(fleet[bare].name)` to restore it from")
        }
        let copied = ids { $0.state?.copy != nil }
        return ResolvedDeed(
            verb: .restore, named: named, subsystems: named.isEmpty ? copied : named)
    }

    private func ids(where fits: (SubsystemSpec) -> Bool) -> [SubsystemID] {
        fleet.subsystems.indices.filter { fits(fleet.subsystems[$0]) }.map { SubsystemID($0) }
    }

    /// An error that points at the subsystem that was typed.
    private func refused(_ asked: Asked, _ message: String) -> LineError {
        asked.error(asked.template.of.first.flatMap { asked.values(of: $0).first }, message)
    }

    private func share(_ asked: Asked) throws(LineError) -> Share {
        let value = asked.template.share.map { asked.values(of: $0) }?.last
        guard let value, let text = value.text else {
            if let value, asked.isStrict { throw leftOut(value, asked) }
            return .whole
        }
        guard let share = CountReader.share(text), share > .none else {
            throw asked.error(
                value, "`\(value.name)` must be a share from above 0% to 100%, not `\(text)`")
        }
        return share
    }
}
