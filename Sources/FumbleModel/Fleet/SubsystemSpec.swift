/// One duty of a fleet (index, placement, billing): how much of it there must be, and what a start
/// of it costs.
package struct SubsystemSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    /// The serving capacity below which it may not go.
    package let minimum: ServerAmount
    package let cells: CellSpec?
    package private(set) var state: StateSpec?
    package let restart: RestartSpec
    /// The share of its capacity that must be serving before a stopped subsystem begins to serve.
    package let servesFrom: Share
    package let needs: Needs
    /// Requests that one server answers at once.
    package let slots: Int
    package let queue: QueueSpec
    /// nil: it is no cache.
    package let cache: CacheSpec?
    /// Which of its servers are primaries; nil: all are alike.
    package let roles: RoleSpec?

    package init(
        name: String, position: SourcePosition, minimum: ServerAmount, cells: CellSpec?,
        state: StateSpec?, restart: RestartSpec, servesFrom: Share, needs: Needs, slots: Int,
        queue: QueueSpec = .standard, cache: CacheSpec? = nil, roles: RoleSpec? = nil
    ) {
        self.name = name
        self.position = position
        self.minimum = minimum
        self.cells = cells
        self.state = state
        self.restart = restart
        self.servesFrom = servesFrom
        self.needs = needs
        self.slots = slots
        self.queue = queue
        self.cache = cache
        self.roles = roles
    }

    /// Servers that hold each piece of the state.
    package var copies: Int { state?.copies ?? cells?.replicas ?? 1 }

    /// The same with what its state has grown to after so long; nil: to more than can be said.
    package func later(by span: TimeSpan) -> SubsystemSpec? {
        guard let state else { return self }
        guard let grown = state.later(by: span) else { return nil }
        var later = self
        later.state = grown
        return later
    }
}

/// The other subsystems without which one cannot serve, start, or be operated by people.
package struct Needs: Sendable, Hashable {
    package let toServe: [SubsystemID]
    package let toStart: [SubsystemID]
    package let toOperate: [SubsystemID]

    package init(toServe: [SubsystemID], toStart: [SubsystemID], toOperate: [SubsystemID]) {
        self.toServe = toServe
        self.toStart = toStart
        self.toOperate = toOperate
    }

    package static let none = Needs(toServe: [], toStart: [], toOperate: [])

    /// Whether people need the other to operate it, and it works without.
    package func isOnlyToOperate(_ other: SubsystemID) -> Bool {
        toOperate.contains(other) && !toServe.contains(other) && !toStart.contains(other)
    }
}

/// Isolated slices of a subsystem: a cell with fewer than `quorum` replicas serving stops, and comes
/// back only by a full restart.
///
/// The k-th server that carries the subsystem belongs to cell `k mod count`, so that every group is
/// spread over the cells.
package struct CellSpec: Sendable, Hashable {
    package let count: Int
    package let replicas: Int
    package let quorum: ServerAmount

    package init(count: Int, replicas: Int, quorum: ServerAmount) {
        self.count = count
        self.replicas = replicas
        self.quorum = quorum
    }

    /// Replicas of one cell that must serve.
    package var quorumServers: Int { quorum.resolved(of: replicas) }
}

/// What a subsystem keeps, as it is now, and how it came to be so.
package struct StateSpec: Sendable, Hashable {
    /// All of it once, over the whole subsystem; every piece is held `copies` times.
    package private(set) var size: ByteCount
    package private(set) var objects: Int64
    package let growth: Growth?
    /// How long ago a full restart of the whole subsystem was last done.
    package private(set) var rehearsed: TimeSpan?
    /// How often one is to be rehearsed; nil: not said.
    package let rehearseEvery: TimeSpan?
    /// Log written since a server last restarted, over the whole subsystem; a restart compacts it.
    package let log: ByteRate?
    package let copies: Int?
    /// Objects that are written or rewritten, over the whole subsystem; nil: not said.
    package let writes: Frequency?
    /// What lies elsewhere, for the day on which all servers have lost it; nil: nothing.
    package let copy: CopySpec?

    package init(
        size: ByteCount, objects: Int64, growth: Growth?, rehearsed: TimeSpan?, log: ByteRate?,
        copies: Int?, writes: Frequency? = nil, copy: CopySpec? = nil,
        rehearseEvery: TimeSpan? = nil
    ) {
        self.size = size
        self.objects = objects
        self.growth = growth
        self.rehearsed = rehearsed
        self.log = log
        self.copies = copies
        self.writes = writes
        self.copy = copy
        self.rehearseEvery = rehearseEvery
    }

    /// Objects written a second: as declared, or else what the growth alone comes to, which leaves
    /// out what is rewritten; nil: nobody knows.
    package var writesPerSecond: Double? {
        if let writes { return writes.perSecond }
        guard let growth, objects > 0 else { return nil }
        return Double(objects) * growth.perYear.fraction / TimeSpan.years(1).seconds
    }

    /// The state so much later, `S(t) = S (1 + growth)^years`, size and objects alike; the log is
    /// written as fast as now. nil: it would be more than can be said.
    package func later(by span: TimeSpan) -> StateSpec? {
        var later = self
        later.rehearsed = rehearsed.map { $0 + span }
        let factor = growth?.factor(over: span) ?? 1
        // A state that does not grow keeps every byte: doubles hold only 2^53 of them.
        guard factor != 1 else { return later }
        guard let bytes = Int64(exactly: (Double(size.bytes) * factor).rounded()),
            let count = Int64(exactly: (Double(objects) * factor).rounded())
        else { return nil }
        (later.size, later.objects) = (ByteCount(bytes: bytes), count)
        return later
    }
}

/// What one server does when it starts, phase by phase: boot, load, verify, replay, warm.
package struct RestartSpec: Sendable, Hashable {
    package let boot: TimeSpan
    package let load: ByteRate?
    package let verify: Frequency?
    package let replay: ByteRate?
    package let warm: TimeSpan
    /// The most servers of the subsystem that may be starting at one time; nil: no limit.
    package let atOnce: Int?
    /// The number starting at one time above which each is slowed in proportion; nil: never.
    package let slowedAbove: Int?
    package let fails: FailingBoots
    /// How the boot varies; nil: it does not.
    package let bootVaries: Distribution?
    /// The measured system whose rates stand wherever the file says nothing else; nil: none.
    package let like: String?

    package init(
        boot: TimeSpan, load: ByteRate?, verify: Frequency?, replay: ByteRate?, warm: TimeSpan,
        atOnce: Int?, slowedAbove: Int?, fails: FailingBoots, bootVaries: Distribution? = nil,
        like: String? = nil
    ) {
        self.boot = boot
        self.load = load
        self.verify = verify
        self.replay = replay
        self.warm = warm
        self.atOnce = atOnce
        self.slowedAbove = slowedAbove
        self.fails = fails
        self.bootVaries = bootVaries
        self.like = like
    }
}
