/// Which of the others an index server has in sight, and which of its cells have lost their quorum.
///
/// It decides on instants that it is given, and asks nobody.
struct QuorumWatch: Sendable {
    typealias Instant = ContinuousClock.Instant

    private let quorum: Int
    private let grace: Duration
    /// By cell, the others that keep it.
    private let others: [Int: [String]]
    private var heard: [String: (at: Instant, pulse: Pulse)] = [:]
    private var lastLook: Instant
    /// Whether any of the others served a cell of this server when it was first heard of: then this start is one
    /// among servers that run, and no full restart.
    private(set) var foundServing = false

    init(others: [Int: [String]], quorum: Int, grace: Duration, at now: Instant) {
        self.others = others
        self.quorum = quorum
        self.grace = grace
        lastLook = now
    }

    mutating func hear(_ pulse: Pulse, from server: String, at now: Instant) {
        if heard[server] == nil, pulse.serving.contains(where: { others[$0] != nil }) {
            foundServing = true
        }
        heard[server] = (now, pulse)
    }

    /// The cells among `serving` that have fewer replicas in sight than their quorum.
    ///
    /// A server that was itself hung for longer than the grace has heard of nobody meanwhile, through no fault of
    /// theirs: it gives them the grace anew.
    mutating func lost(among serving: [Int], at now: Instant) -> [Int] {
        if lastLook.duration(to: now) > grace {
            for server in heard.keys { heard[server]?.at = now }
        }
        lastLook = now
        return serving.filter { inSight(of: $0, at: now) < quorum }
    }

    /// The replicas of a cell that could serve it, the server itself included.
    func inSight(of cell: Int, at now: Instant) -> Int {
        1 + pulses(of: cell, at: now).count { $0.pulse.isWhole && !$0.pulse.stopped.contains(cell) }
    }

    func hasQuorum(of cell: Int, at now: Instant) -> Bool {
        inSight(of: cell, at: now) >= quorum
    }

    /// The others that have all that they ever acknowledged.
    func whole(of cell: Int, at now: Instant) -> [String] {
        pulses(of: cell, at: now).filter { $0.pulse.isWhole && !$0.pulse.stopped.contains(cell) }
            .map(\.server)
    }

    /// Whether every other replica is in sight and has nothing: then nothing was ever kept.
    func areAllEmpty(of cell: Int, at now: Instant) -> Bool {
        let pulses = pulses(of: cell, at: now)
        return pulses.count == others[cell]?.count && pulses.allSatisfy { $0.pulse.isEmpty }
    }

    private func pulses(of cell: Int, at now: Instant) -> [(server: String, pulse: Pulse)] {
        (others[cell] ?? []).compactMap { server in
            guard let last = heard[server], last.at.duration(to: now) <= grace else { return nil }
            return (server, last.pulse)
        }
    }
}
