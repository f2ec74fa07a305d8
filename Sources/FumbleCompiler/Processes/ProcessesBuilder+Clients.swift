internal import FumbleDocument
internal import FumbleModel

/// Who asks real servers, and who is asked which of them is a primary.
extension ProcessesBuilder {
    mutating func writes(_ entry: MapEntry<WrittenClient>) -> RESPAskSpec? {
        guard case .resp(let written) = entry.value else { return nil }
        names.check(
            .operation, Located(value: entry.name, span: entry.nameSpan),
            diagnostics: &diagnostics)
        checkAsked(written.sentinels, port: written.port)
        guard let place = operations.firstIndex(where: { $0.name == entry.name }),
            let sentinels = groups.firstIndex(where: { $0.name == written.sentinels.value })
        else { return nil }
        return RESPAskSpec(
            operation: OperationID(place), position: entry.position, sentinels: sentinels,
            port: written.port.value, name: written.name, keys: written.keys)
    }

    mutating func role(_ entry: MapEntry<WrittenRoleFinder>) -> RoleFinderSpec? {
        let written = entry.value
        names.check(
            .subsystem, Located(value: entry.name, span: entry.nameSpan),
            diagnostics: &diagnostics)
        if let of = written.of { names.check(.group, of, diagnostics: &diagnostics) }
        let own = written.of.map { ports(of: $0.value) } ?? []
        for word in written.run {
            if written.of == nil, word.value.places.contains(where: \.isOfOneServer) {
                diagnostics.report(
                    .unknownPlaceholder, at: word.span,
                    "a role's command belongs to no server, so it has no name, folder or port of "
                        + "its own",
                    help: "write `of: GROUP`, or `{port.NAME.SERVER}`")
            } else {
                check(word.value, at: word.span, own: own)
            }
        }
        guard let place = subsystems.firstIndex(where: { $0.name == entry.name }) else {
            return nil
        }
        guard subsystems[place].roles?.scope == .one else {
            diagnostics.report(
                .noPrimaries, at: entry.nameSpan,
                "`\(entry.name)` has no one primary that could be found",
                help: "declare its `roles: {primary: one, ...}`")
            return nil
        }
        return RoleFinderSpec(
            subsystem: SubsystemID(place), position: entry.position,
            of: written.of.flatMap { of in groups.firstIndex { $0.name == of.value } },
            run: written.run.map(\.value), within: written.within, every: written.every)
    }
}

extension PlacedText.Place {
    /// Whether it means nothing where no server is meant.
    fileprivate var isOfOneServer: Bool {
        switch self {
        case .server, .group, .number, .folder, .port, .amount: true
        case .seed, .portOf, .address, .addresses, .secret: false
        }
    }
}
