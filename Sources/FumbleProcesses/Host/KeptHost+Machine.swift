package import FumbleModel

/// What is done to what servers stand on: each is measured, and each can be put right.
extension KeptHost {
    package func burden(
        _ servers: [ServerID], _ trouble: MachineTrouble
    ) async throws(FleetError) -> BittenFault? {
        // All that can be seen before the first server is touched: until here nothing has happened.
        switch trouble {
        case .configDrift(let file, let from, let to):
            _ = try changes(servers, file, from: from, to: to)
        case .syscallError, .slowDisk: try makeSureThatNobodyTraces(servers)
        case .clockSkew: for server in servers { try makeSureThatClockCanBeSet(server.index) }
        case .diskFull: try makeSureThatQuotasAreThere(servers)
        case .memoryPressure: break
        }
        do throws(FleetError) {
            return try await inflict(trouble, on: servers)
        } catch {
            switch error {
            case .didNothing(let reason), .mayHaveHappened(let reason):
                throw .mayHaveHappened(reason)
            case .gone: throw error
            }
        }
    }

    private func inflict(
        _ trouble: MachineTrouble, on servers: [ServerID]
    ) async throws(FleetError) -> BittenFault? {
        switch trouble {
        case .configDrift(let file, let from, let to):
            try drift(servers, file, from: from, to: to)
        case .syscallError, .slowDisk: try await beginTraces(servers, trouble)
        case .diskFull: mountsDisks ? try fillDisks(servers) : try await fillQuotas(servers)
        case .memoryPressure(let headroom): try boundMemory(servers, headroom: headroom)
        case .clockSkew(let skew): try await setClocks(servers, by: skew)
        }
    }

    package func relieve(
        _ servers: [ServerID], _ trouble: MachineTrouble
    ) async throws(FleetError) -> BittenFault? {
        switch trouble {
        case .configDrift(let file, _, _): try endDrift(servers, file)
        case .syscallError, .slowDisk: try await endTraces(servers, trouble)
        case .diskFull: mountsDisks ? try emptyDisks(servers) : try liftQuotas(servers)
        case .memoryPressure(let headroom): try freeMemory(servers, headroom: headroom)
        case .clockSkew: try await setClocks(servers, by: .zero)
        }
    }

    private typealias Change = (server: Int, old: [UInt8], new: [UInt8], places: Int)

    /// What is to be written, of all servers.
    private func changes(
        _ servers: [ServerID], _ file: String, from: String, to: String
    ) throws(FleetError) -> [Change] {
        var changes: [Change] = []
        for server in servers {
            let old = try files.read(path(of: file, server.index))
            guard let new = ConfigDrifts.replacing(from, by: to, in: old) else {
                throw .didNothing(
                    "\(file) of \(layout.name(of: server.index)) has no `\(from)` to be replaced")
            }
            changes.append((server.index, old, new.bytes, new.places))
        }
        return changes
    }

    private func drift(
        _ servers: [ServerID], _ file: String, from: String, to: String
    ) throws(FleetError) -> BittenFault? {
        let changes = try changes(servers, file, from: from, to: to)
        for (server, old, new, _) in changes {
            drifts.begin(ConfigDrifts.Place(server: server, file: file), from: old)
            try put(new, into: file, of: server)
        }
        let places = changes.map(\.places).reduce(0, +)
        return BittenFault(
            fault: "config-drift", servers: servers.count,
            effect: "\(file) changed in \(counted(places, "place")) of "
                + counted(servers.count, "file"))
    }

    private func endDrift(
        _ servers: [ServerID], _ file: String
    ) throws(FleetError) -> BittenFault? {
        var (starts, restored) = (0, 0)
        for server in servers.map(\.index) {
            let place = ConfigDrifts.Place(server: server, file: file)
            guard let original = drifts.original(of: place) else { continue }
            try put(original, into: file, of: server)
            starts += drifts.starts(of: server)
            restored += 1
            drifts.end(place)
        }
        return BittenFault(
            fault: "config-drift", servers: servers.count,
            effect: "\(counted(starts, "start")) met the changed \(file); "
                + "\(counted(restored, "file")) put back")
    }

    /// Writes a file, and makes sure that it stands there.
    private func put(
        _ bytes: [UInt8], into file: String, of server: Int
    ) throws(FleetError) {
        try files.write(bytes, to: path(of: file, server))
        guard try files.read(path(of: file, server)) == bytes else {
            throw .mayHaveHappened("\(file) of \(layout.name(of: server)) is not as it was written")
        }
    }

    private func path(of file: String, _ server: Int) -> String {
        "\(view)\(layout.folder(of: server))/\(file)"
    }
}

/// `1 start`, `2 starts`.
func counted(_ count: Int, _ noun: String, _ nouns: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : nouns ?? noun + "s")"
}
