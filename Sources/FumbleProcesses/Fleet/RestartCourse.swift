import FumbleModel

/// A full restart under way: subsystem after subsystem in the order of what they need to start, so
/// many servers at once as each allows.
struct RestartCourse: Sendable, Hashable {
    /// The servers that are still to be started, subsystem by subsystem.
    private var stages: [Stage]
    /// Servers that were told to end, and have not.
    private(set) var ending: Set<ServerID>

    private struct Stage: Sendable, Hashable {
        var waiting: [ServerID]
        /// Started, and not serving yet.
        var starting: [ServerID] = []
        let atOnce: Int
        /// Whose start it is; nil: that of all that its servers carry.
        var subsystem: SubsystemID?
    }

    /// - Parameter unharmed: servers that go on as they are.
    init(
        of subsystems: [SubsystemID], in spec: FleetSpec, _ topology: Topology,
        but unharmed: Set<ServerID> = []
    ) {
        var seen = unharmed
        var stages: [Stage] = []
        for subsystem in Self.ordered(subsystems, in: spec) {
            let servers = topology.carriers[subsystem.index].filter { seen.insert($0).inserted }
            stages.append(
                Stage(
                    waiting: servers, atOnce: spec[subsystem].restart.atOnce ?? servers.count,
                    subsystem: subsystem))
        }
        self.stages = stages
        ending = seen.subtracting(unharmed)
    }

    /// Servers that all start again at once.
    init(of servers: [ServerID]) {
        stages = servers.isEmpty ? [] : [Stage(waiting: servers, atOnce: servers.count)]
        ending = Set(servers)
    }

    /// The same without servers that a later restart sees to; nil: none is left.
    func leavingOut(_ others: Set<ServerID>) -> RestartCourse? {
        var course = self
        course.ending.subtract(others)
        for place in course.stages.indices {
            course.stages[place].waiting.removeAll { others.contains($0) }
            course.stages[place].starting.removeAll { others.contains($0) }
        }
        course.stages.removeAll { $0.waiting.isEmpty && $0.starting.isEmpty }
        return course.isOver ? nil : course
    }

    var servers: [ServerID] { ending.sorted() }

    var isOver: Bool { stages.isEmpty }

    /// Goes on as far as how servers stand allows.
    ///
    /// - Parameter hasStarted: whether a server has said that the start of a subsystem is over, though it waits
    ///   for others before it serves: a cell of which too few are up serves nobody.
    /// - Returns: the servers to start now.
    mutating func goOn(
        _ standings: [ServerStanding], hasEnded: (ServerID) -> Bool,
        hasStarted: (ServerID, SubsystemID) -> Bool
    ) -> [ServerID] {
        ending = ending.filter { !hasEnded($0) }
        guard ending.isEmpty else { return [] }
        while var stage = stages.first {
            stage.starting.removeAll { server in
                standings[server.index] == .serving
                    || stage.subsystem.map { hasStarted(server, $0) } ?? false
            }
            let room = max(0, stage.atOnce - stage.starting.count)
            let next = Array(stage.waiting.prefix(room))
            stage.waiting.removeFirst(next.count)
            stage.starting += next
            stages[0] = stage
            if !stage.starting.isEmpty { return next }
            stages.removeFirst()
        }
        return []
    }

    /// Those that others need to start come first; of a circle, the first that was named.
    private static func ordered(_ subsystems: [SubsystemID], in spec: FleetSpec) -> [SubsystemID] {
        var left = subsystems
        var ordered: [SubsystemID] = []
        while !left.isEmpty {
            let place =
                left.firstIndex { one in
                    spec[one].needs.toStart.allSatisfy { !left.contains($0) || $0 == one }
                } ?? 0
            ordered.append(left.remove(at: place))
        }
        return ordered
    }
}
