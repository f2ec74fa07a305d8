package import FumbleModel

/// The order in which servers are taken at one step.
///
/// All servers of the fleet are shuffled together, by seed and step alone, and those that do not fit
/// are then left out: so four servers of a subsystem are the first four of forty-four, whatever else
/// has happened to the others.
package struct ServerPick: Sendable {
    private let order: [ServerID]

    /// - Parameter path: where the step stands in the file, such as `method[0]`.
    package init(of topology: Topology, seed: UInt64, path: String) {
        var stream = RandomStream(seed: seed, name: "pick/\(path)")
        order = stream.shuffled((0..<topology.serverCount).map { ServerID($0) })
    }

    /// The servers that fit, in the order in which they are taken.
    ///
    /// - Parameter limit: so many of them; fewer if there are no more.
    package func taken(
        from candidates: some Sequence<ServerID>, atMost limit: Int = .max
    ) -> [ServerID] {
        var fits = [Bool](repeating: false, count: order.count)
        for candidate in candidates { fits[candidate.index] = true }
        var taken: [ServerID] = []
        for server in order where fits[server.index] {
            if taken.count >= limit { break }
            taken.append(server)
        }
        return taken
    }
}
