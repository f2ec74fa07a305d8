package import FumbleModel

/// What is done to the disks of servers that are down.
extension KeptHost {
    package func change(
        _ server: ServerID, _ change: DiskChange
    ) async throws(FleetError) -> BittenFault {
        let name = layout.name(of: server.index)
        guard !courses[server.index].isRunning else {
            throw .didNothing("\(name) runs: its disk is changed only while it is down")
        }
        return switch change {
        case .corrupt: try corrupt(server.index, name)
        case .age(let age): try await makeOlder(server.index, name, by: age)
        }
    }

    private func state(of server: Int) -> StateFiles {
        StateFiles(
            in: view + layout.folder(of: server),
            matching: layout.program(of: server)?.state?.files ?? [])
    }

    private func corrupt(_ server: Int, _ name: String) throws(FleetError) -> BittenFault {
        spoilt += 1
        var random = RandomStream(seed: layout.seed, name: "corrupt-state/\(name)/\(spoilt)")
        let state = state(of: server)
        guard let flip = try state.flip(using: &random) else {
            throw .didNothing("\(name) keeps no byte that could be flipped")
        }
        return BittenFault(
            fault: "corrupt-state", servers: 1,
            effect: "\(flip.count) bytes of \(state.name(of: flip.path)) of \(name) flipped, from "
                + "byte \(flip.first) on")
    }

    private func makeOlder(
        _ server: Int, _ name: String, by age: TimeSpan
    ) async throws(FleetError) -> BittenFault {
        guard let launch = layout.ageing(of: server, by: age, environment: environment) else {
            throw .didNothing("nothing makes the state of \(name) older")
        }
        let before = state(of: server).bytes
        try await finish(launch)
        let after = state(of: server).bytes
        guard after != before else {
            throw .mayHaveHappened(
                "`\(launch.arguments.first ?? "")` left the state of \(name) at \(before) bytes")
        }
        return BittenFault(
            fault: "stale-restart", servers: 1,
            effect: "the state of \(name) is \(after) bytes, and was \(before)")
    }
}
