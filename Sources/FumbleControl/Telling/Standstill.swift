package import FumbleModel

/// What no longer serves once servers are away: cells below their quorum, subsystems without a server,
/// and all that needs them to serve, one after the other.
///
/// What had stopped before is left out.
package struct Standstill: Sendable, Hashable {
    package let stops: [Stop]
    /// Operations on whose way something has stopped, and those on whose way only cells have.
    package let operations: [OperationID]
    package let partly: [OperationID]

    package struct Stop: Sendable, Hashable {
        package let subsystem: SubsystemID
        package let cause: Cause
        /// Whether nothing of it serves.
        package let isWhole: Bool
    }

    package enum Cause: Sendable, Hashable {
        case noServerLeft
        /// So many of all its cells; of a single one `left` servers serve.
        case quorum(cells: Int, of: Int, left: Int)
        case need(SubsystemID)
    }

    package static let none = Standstill(stops: [], operations: [], partly: [])

    private init(stops: [Stop], operations: [OperationID], partly: [OperationID]) {
        self.stops = stops
        self.operations = operations
        self.partly = partly
    }

    /// - Parameter servers: those that are away then.
    package init(of servers: [ServerID], _ fleet: FleetSpec, _ topology: Topology, lives: [Life]) {
        guard !servers.isEmpty else {
            self = .none
            return
        }
        var then = lives
        for server in servers where then[server.index] == .serving { then[server.index] = .removed }
        let before = Self.causes(fleet, topology, lives)
        var stops: [Stop] = []
        for (index, cause) in Self.causes(fleet, topology, then).enumerated() {
            guard let cause, cause != before[index] else { continue }
            stops.append(
                Stop(
                    subsystem: SubsystemID(index), cause: cause, isWhole: cause.isWhole))
        }
        self.stops = stops
        let whole = Set(stops.filter(\.isWhole).map(\.subsystem))
        let parts = Set(stops.map(\.subsystem)).subtracting(whole)
        let ids = fleet.operations.indices.map { OperationID($0) }
        let stopped = ids.filter { id in fleet[id].path.contains { whole.contains($0.subsystem) } }
        operations = stopped
        partly = ids.filter { id in
            !stopped.contains(id) && fleet[id].path.contains { parts.contains($0.subsystem) }
        }
    }

    /// Why each subsystem does not serve, or not all of it; nil: it does.
    private static func causes(
        _ fleet: FleetSpec, _ topology: Topology, _ lives: [Life]
    ) -> [Cause?] {
        let serving = topology.tally(of: .serving, in: lives)
        var causes: [Cause?] = fleet.subsystems.indices.map { index in
            if let cells = fleet.subsystems[index].cells,
                let cause = cause(cells, topology.carriers[index], lives)
            {
                return cause
            }
            return serving[index] == 0 ? .noServerLeft : nil
        }
        var isChanged = true
        while isChanged {
            isChanged = false
            for index in causes.indices where !(causes[index]?.isWhole ?? false) {
                let missing = fleet.subsystems[index].needs.toServe.first {
                    causes[$0.index]?.isWhole ?? false
                }
                guard let missing else { continue }
                causes[index] = .need(missing)
                isChanged = true
            }
        }
        return causes
    }

    private static func cause(
        _ cells: CellSpec, _ carriers: [ServerID], _ lives: [Life]
    ) -> Cause? {
        var left = [Int](repeating: 0, count: cells.count)
        for (place, server) in carriers.enumerated() where lives[server.index] == .serving {
            left[place % cells.count] += 1
        }
        let weak = left.count { $0 < cells.quorumServers }
        return weak > 0 ? .quorum(cells: weak, of: cells.count, left: left.min() ?? 0) : nil
    }
}

extension Standstill.Cause {
    fileprivate var isWhole: Bool {
        switch self {
        case .noServerLeft, .need: true
        case .quorum(let cells, let all, _): cells == all
        }
    }
}

extension LineReport {
    /// One line for each subsystem that stops, and what of clients' requests stops with them.
    func words(of standstill: Standstill) -> [String] {
        let stops = standstill.stops.map { stop in
            "  \(fleet[stop.subsystem].name) stops\(stop.isWhole ? "" : " in part"): "
                + words(of: stop)
        }
        return
            (stops + operations("stopped by it", standstill.operations)
            + operations("stopped in part", standstill.partly)).flatMap(Self.wrapped)
    }

    private func words(of stop: Standstill.Stop) -> String {
        switch stop.cause {
        case .noServerLeft: return "no server of it is left"
        case .need(let other): return "it needs `\(fleet[other].name)` to serve"
        case .quorum(let weak, let all, let left):
            guard let cells = fleet[stop.subsystem].cells else { return "below its quorum" }
            if all == 1 {
                return "\(left) of \(cells.replicas) are left, below its quorum of "
                    + "\(cells.quorumServers)"
            }
            let which =
                weak == all
                ? "all \(all) cells are" : "\(weak) of \(all) cells \(weak == 1 ? "is" : "are")"
            return "\(which) below the quorum of \(cells.quorumServers) of \(cells.replicas)"
        }
    }

    private func operations(_ words: String, _ ids: [OperationID]) -> [String] {
        ids.isEmpty ? [] : ["  \(words): " + ids.map { fleet[$0].name }.joined(separator: ", ")]
    }

    /// Lines of less than 80 columns, the later ones further to the right.
    private static func wrapped(_ line: String) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in line.dropFirst(2).split(separator: " ") {
            let longer = current.isEmpty ? "  \(word)" : "\(current) \(word)"
            if longer.count > widest, !current.isEmpty {
                lines.append(current)
                current = "    \(word)"
            } else {
                current = longer
            }
        }
        return lines + [current]
    }

    private static let widest = 79
}
