import CKeeper
package import FumbleModel
import FumbleTraffic

/// The servers of a fleet as real processes of this machine, below a keeper.
package actor KeptHost: ServerHost {
    let layout: Layout
    let files: ServerFiles
    let environment: [String]
    /// Why it cannot be opened, known before.
    private let trouble: FleetError?
    private let inbox: Inbox<News>
    private(set) var keeper: Keeper?
    private let keeperCommand: [String]
    let journal: Int32?
    private let note: String
    private let logs: ServerLogs
    var readying: Readying
    private var watch: LogWatch
    private var origin = MonotonicTime.now()
    var courses: [ServerCourse]
    /// Servers that are made slow.
    var duties: DutyCycles
    let needs: HostNeeds
    let machine: Machine
    var links: [ServerLinks]
    var networks = Networks()
    var proxyThread: ProxyThread?
    var tools: Tools
    var drifts = ConfigDrifts()
    /// How often state was spoilt, each time at another place.
    var spoilt = 0
    var traces = Traces()
    /// How often a server was traced, each time into another file.
    var traced = 0
    /// Whether each server has a disk of its own that can be filled; else its program's quota is.
    let mountsDisks: Bool
    var mountsAwaited = 0
    /// Servers whose folders may hold no more.
    var quotas: [Int: StandingQuota] = [:]
    var memory: MemoryGroups?
    /// In which all of it is, where there can be one.
    var runGroup: RunGroup?
    /// Servers whose memory is bounded.
    var bounds: [Int: MemoryBounds] = [:]
    /// Servers whose clocks are wrong, and whether one has run by its clock.
    var skewed: [Int: Bool] = [:]
    /// Who asks programs which server is a primary.
    var watches: [RoleWatch] = []
    private var nextLook = MonotonicTime.now()
    /// Whether a look was begun and what it saw is not here yet.
    private var isLooking = false
    /// What happened and was not handed on yet.
    private var told: [ServerHappening] = []

    /// Between two looks while a server is starting or a stop has a deadline, and else.
    private static let quick: Int32 = 20
    private static let calm: Int32 = 250
    private var isClosing = false
    /// Servers that had to be killed at the end.
    private(set) var stubborn: [Int] = []

    /// - Parameters:
    ///   - keeperCommand: the program that keeps, with its arguments but for the folder.
    ///   - folder: where the servers' folders are made; it is removed in the end.
    ///   - base: the folder of the fleet file.
    ///   - environment: fumble's own, `NAME=value` each.
    ///   - path: the folders where tools are looked for, with colons.
    ///   - needs: what will be done to servers.
    ///   - secrets: what its variables are filled with, and nothing else.
    ///   - logs: takes what the servers printed, before their folder is removed.
    ///   - journal: a descriptor of the run's lines, for the keeper to add one if the runner dies.
    ///   - note: what the servers are of, for whoever finds their folder.
    package init(
        _ spec: FleetSpec, topology: Topology, seed: UInt64, keeperCommand: [String],
        folder: String, base: String, environment: [String], path: String,
        needs: HostNeeds, secrets: Secrets = .none, logs: ServerLogs, journal: Int32? = nil,
        note: String = ""
    ) {
        self.journal = journal
        self.note = note
        var pool = PortPool(salt: Int(MonotonicTime.now().microseconds % 1_000_003))
        layout = Layout(
            spec, topology: topology, folder: folder, seed: seed, isProxied: needs.isProxied,
            toldApart: needs.toldApart, secrets: secrets, pool: &pool)
        trouble =
            if topology.serverCount > ProcessesSpec.mostServers {
                .didNothing(
                    "the fleet has \(topology.serverCount) servers, more than the "
                        + "\(ProcessesSpec.mostServers) that are started on one machine")
            } else if pool.isExhausted {
                .didNothing("no port from \(PortPool.ports) is free on \(Loopback.host)")
            } else {
                nil
            }
        files = ServerFiles(layout: layout, base: base)
        readying = Readying(layout)
        watch = LogWatch(layout)
        inbox = Inbox()
        courses = Array(repeating: ServerCourse(), count: topology.serverCount)
        duties = DutyCycles(servers: topology.serverCount)
        links = Array(repeating: .none, count: topology.serverCount)
        tools = Tools(beyond: topology.serverCount)
        self.needs = needs
        machine = Machine(path: path)
        mountsDisks = needs.disk != nil && machine.mountsDisks
        self.keeperCommand = keeperCommand + [folder]
        self.logs = logs
        // Those that are not handed over are nobody's.
        self.environment = environment.filter { !$0.hasPrefix(SecretName.variablePrefix) }
    }

    package func open() async throws(FleetError) {
        if let trouble { throw trouble }
        try files.makeFolder(layout.folder)
        try files.write(Array(note.utf8), to: "\(layout.folder)/\(KeptServers.note)")
        if !needs.clocks.isEmpty { try files.write([], to: "\(layout.folder)/\(KEEPER_CLOCKS)") }
        try makeRunGroup()
        do throws(Keeper.Failure) {
            let inbox = inbox
            keeper = try Keeper(command: keeperCommand, journal: journal) { news in
                inbox.put(.kept(news, at: .now()))
            }
        } catch {
            _ = KeptServers.remove(folder: layout.folder, sparesCaller: true)
            throw .didNothing(error.reason)
        }
        try enterRunGroup()
        origin = .now()
        try await openNetworks()
        try openLinks()
        try openGroups()
        try await mountDisks()
        for server in courses.indices {
            try files.make(for: server, below: view)
            if needs.clocks.contains(ServerID(server)) {
                try files.write(Array(Self.right.utf8), to: clockFile(of: server))
            }
        }
        try start(courses.indices.map { ServerID($0) })
        while courses.contains(where: { $0.phase != .ready }) {
            try await wait(until: nil)
            for happening in told {
                if case .failedToStart(let reason) = happening.what {
                    throw .mayHaveHappened(reason)
                }
            }
        }
        try await openWatches()
        beginTime()
    }

    package func beginTime() {
        told = []
        origin = .now()
        // That a keeper is gone is told by whatever is asked of it next.
        _ = try? keeper?.beginTime()
    }

    package func close() async throws(FleetError) {
        await closeWatches()
        closeLinks()
        var kept: [ServerLog] = []
        defer { logs.put(kept) }
        guard let keeper else { return }
        // The keeper ends what cannot be asked to end.
        var failure: FleetError?
        do throws(FleetError) {
            try await stopAll()
        } catch {
            failure = error
        }
        kept = courses.indices.compactMap {
            ServerLog(of: layout.name(of: $0), at: layout.log(of: $0))
        }
        let isLost = keeper.isGone
        self.keeper = nil
        do throws(FleetError) { try leaveRunGroup() } catch { failure = failure ?? error }
        keeper.end()
        if isLost { throw clearAfterLoss(keeper) }
        if !KeptServers.remove(folder: layout.folder, sparesCaller: true), failure == nil {
            failure = .mayHaveHappened("\(layout.folder) could not be removed")
        }
        if let failure { throw failure }
    }

    var keeperPID: Int32? { keeper?.pid }

    private func stopAll() async throws(FleetError) {
        isClosing = true
        for server in courses.indices { try thawNow(server) }
        try await stop(courses.indices.map { ServerID($0) })
        while courses.contains(where: { $0.isRunning }) { try await wait(until: nil) }
    }

    package func now() -> Instant { instant(of: .now()) }

    func instant(of time: MonotonicTime) -> Instant {
        .start + (time - origin)
    }

    // MARK: What is done to servers

    package func start(_ servers: [ServerID]) throws(FleetError) {
        for server in servers where !courses[server.index].isRunning {
            let index = server.index
            let variables = environment + clockVariables(of: index)
            guard let launch = layout.launch(of: index, environment: variables),
                let program = layout.program(of: index)
            else { continue }
            readying.forget(index)
            drifts.noteStart(of: index)
            watch.forget(index)
            let within = Int32(clamping: program.ready.within.microseconds / 1_000)
            courses[index].begin(readyBy: MonotonicTime.now().adding(milliseconds: within))
            try ask { keeper throws(Keeper.Failure) in try keeper.start(launch, as: index) }
        }
        nextLook = .now()
    }

    package func stop(_ servers: [ServerID]) async throws(FleetError) {
        for server in servers where courses[server.index].isRunning {
            guard let stop = layout.program(of: server.index)?.stop else { continue }
            let within = Int32(clamping: stop.within.microseconds / 1_000)
            if duties.pause(server.index, at: .now()) { try signal(server.index, Signals.goOn) }
            courses[server.index].killAt = MonotonicTime.now().adding(milliseconds: within)
            try signal(server.index, stop.signal.number)
        }
    }

    package func kill(_ servers: [ServerID]) throws(FleetError) {
        for server in servers { try signal(server.index, Signals.kill) }
    }

    func signal(_ server: Int, _ number: Int32) throws(FleetError) {
        guard courses[server].isRunning else { return }
        try ask { keeper throws(Keeper.Failure) in try keeper.signal(server, number) }
    }

    func ask(_ body: (Keeper) throws(Keeper.Failure) -> Void) throws(FleetError) {
        guard let keeper else { throw .didNothing("the fleet is not open") }
        do throws(Keeper.Failure) {
            try body(keeper)
        } catch {
            throw loss ?? .mayHaveHappened(error.reason)
        }
    }

    // MARK: What is told of servers

    package func happenings(until instant: Instant) async throws(FleetError) -> [ServerHappening] {
        let end = MonotonicTime(microseconds: origin.microseconds + instant.microseconds)
        while told.isEmpty, MonotonicTime.now().microseconds < end.microseconds {
            try await wait(until: end)
        }
        defer { told = [] }
        return told
    }

    /// Waits for news, the next look, or a moment, and takes in what came.
    func wait(until end: MonotonicTime?) async throws(FleetError) {
        let moments =
            [isLooking ? nil : nextLook, end, duties.nextDue].compactMap { $0 }
            + courses.compactMap(\.killAt) + [.now().adding(milliseconds: Self.calm)]
        let next = moments.min { $0.microseconds < $1.microseconds } ?? .now()
        for news in await inbox.take(until: next) {
            switch news {
            case .kept(let news, let time): try hear(news, at: time)
            case .looked(let looks, let answers): try see(looks, answers)
            }
        }
        for (server, stop) in duties.takeDue(at: .now(), among: canBeSlowed) {
            try signal(server, stop ? Signals.stop : Signals.goOn)
        }
        try endWhatTakesTooLong()
        if !isLooking, nextLook.microseconds <= MonotonicTime.now().microseconds { look() }
    }

    /// What comes in: from the keeper, or of a look.
    private enum News: Sendable {
        case kept(Keeper.News, at: MonotonicTime)
        case looked([Readying.Look], [Bool?])
    }

    private func hear(_ news: Keeper.News, at time: MonotonicTime) throws(FleetError) {
        if tools.hear(news) { return }
        switch news {
        case .started(let server, let pid):
            courses[server].phase = .starting
            courses[server].pid = pid
            try enterGroup(server)
            try traceAgain(server)
            if skewed[server] != nil { skewed[server] = true }
            tell(server, .started, at: time)
        case .failed(let server, let error):
            courses[server].end()
            let program = layout.program(of: server)?.run.first
            let name = program.map { layout.filled($0, for: server) } ?? ""
            fail(server, Self.words(name, error), at: time)
        case .ended(let server, let ending):
            let wasStarting = courses[server].phase == .starting && courses[server].killAt == nil
            courses[server].end()
            _ = duties.pause(server, at: time)
            if wasStarting {
                fail(server, "\(ending) before it was ready", at: time)
            } else {
                tell(server, .ended("\(ending)"), at: time)
            }
        case .mounted(let server, let error): try heardOfMount(server, error)
        case .networked(let number, let descriptor): try heardOfNetwork(number, descriptor)
        case .rollCalled: return
        case .gone:
            guard keeper != nil else { return }
            throw loss ?? .mayHaveHappened("the keeper is gone")
        }
    }

    private func fail(_ server: Int, _ reason: String, at time: MonotonicTime) {
        let line =
            ServerFiles.lastLine(of: layout.log(of: server)).map { "; the last it printed: \($0)" }
            ?? ""
        tell(server, .failedToStart("\(layout.name(of: server)): \(reason)\(line)"), at: time)
    }

    private func tell(_ server: Int, _ what: ServerHappening.What, at time: MonotonicTime) {
        told.append(ServerHappening(at: instant(of: time), server: ServerID(server), what: what))
    }

    private func endWhatTakesTooLong() throws(FleetError) {
        let now = MonotonicTime.now()
        for server in courses.indices {
            if let killAt = courses[server].killAt, killAt.microseconds <= now.microseconds {
                courses[server].killAt = nil
                if isClosing { stubborn.append(server) }
                try signal(server, Signals.kill)
            }
            guard courses[server].phase == .starting, !courses[server].isFrozen,
                let readyBy = courses[server].readyBy, readyBy.microseconds <= now.microseconds,
                let within = layout.program(of: server)?.ready.within
            else { continue }
            courses[server].phase = .givenUp
            fail(server, "it was not ready within \(within)", at: now)
            try signal(server, Signals.kill)
        }
    }

    private func look() {
        let looks = courses.indices.compactMap { courses[$0].look(of: $0) }
        isLooking = true
        let inbox = inbox
        readying.look(at: looks) { inbox.put(.looked(looks, $0)) }
    }

    private func see(_ looks: [Readying.Look], _ answers: [Bool?]) throws(FleetError) {
        isLooking = false
        let now = MonotonicTime.now()
        // Before it is told who is ready: what a server said on the way came first.
        for server in courses.indices where courses[server].hasStarted {
            for milestone in watch.look(at: server) { tell(server, .reached(milestone), at: now) }
        }
        for (look, answer) in zip(looks, answers)
        where courses[look.server].pid == look.pid && !courses[look.server].isFrozen {
            if look.isStarting {
                guard answer == true, courses[look.server].phase == .starting else { continue }
                courses[look.server].phase = .ready
                courses[look.server].serves = true
                try beginTrace(of: look.server)
                tell(look.server, .ready, at: now)
            } else if courses[look.server].serves != (answer ?? true) {
                courses[look.server].serves = answer ?? true
                tell(look.server, .serves(answer ?? true), at: now)
            }
        }
        let isBusy = courses.contains { $0.phase == .starting || $0.killAt != nil }
        nextLook = .now().adding(milliseconds: isBusy ? Self.quick : Self.calm)
    }
}
