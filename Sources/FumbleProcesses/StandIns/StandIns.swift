package import FumbleModel

/// Processes that do nothing but wait, one in the place of each server, and the team's own tool let
/// loose on them: those that end, or are stopped when it has ended, are what it removes.
///
/// All of it is below a keeper, as servers are: nothing of it outlives the runner.
package struct StandIns {
    private let layout: Layout
    private let files: ServerFiles
    private let environment: [String]
    private let keeperCommand: [String]
    private let inbox = Inbox<Keeper.News>()
    private var keeper: Keeper?
    /// The process in each server's place; nil: there is none just now.
    private var pids: [Int32?]
    /// Whether no port was free.
    private let lacksPorts: Bool

    /// The most servers that stand-ins are started for.
    package static let most = 500
    /// How often places are filled before a line that others empty meanwhile.
    private static let mostRounds = 10
    /// How soon it is seen that it is to stop, in milliseconds.
    private static let glance: Int32 = 100

    /// - Parameters:
    ///   - keeperCommand: the program that keeps, with its arguments but for the folder.
    ///   - folder: where the servers' folders are made; it is removed in the end.
    ///   - base: the folder of the fleet file.
    ///   - environment: fumble's own, `NAME=value` each.
    package init(
        for spec: FleetSpec, topology: Topology, seed: UInt64, keeperCommand: [String],
        folder: String, base: String, environment: [String]
    ) {
        var pool = PortPool(salt: Int(MonotonicTime.now().microseconds % 1_000_003))
        layout = Layout(
            spec, topology: topology, folder: folder, seed: seed, isProxied: false, pool: &pool)
        lacksPorts = pool.isExhausted
        files = ServerFiles(layout: layout, base: base)
        self.keeperCommand = keeperCommand + [folder]
        // A tool is handed no secret.
        self.environment = environment.filter { !$0.hasPrefix(SecretName.variablePrefix) }
        pids = Array(repeating: nil, count: topology.serverCount)
    }

    /// The tool's number at the keeper.
    private var tool: Int { pids.count }

    /// - Throws: what could not be made or started, and why.
    package mutating func open() throws(FleetError) {
        guard pids.count <= Self.most else {
            throw .didNothing(
                "the fleet has \(pids.count) servers, more than the \(Self.most) that stand-ins "
                    + "are started for")
        }
        guard !lacksPorts else {
            throw .didNothing("no port from \(PortPool.ports) is free on \(Loopback.host)")
        }
        do throws(Keeper.Failure) {
            let inbox = inbox
            keeper = try Keeper(command: keeperCommand, journal: nil) { inbox.put($0) }
        } catch {
            throw .didNothing(error.reason)
        }
        for server in pids.indices { try files.make(for: server, below: "") }
    }

    /// Ends whatever is there, and removes the folders.
    package mutating func close() {
        guard let keeper else { return }
        self.keeper = nil
        keeper.end()
        // A keeper that was killed has left it.
        _ = KeptServers.remove(folder: layout.folder, sparesCaller: true)
    }

    /// Runs the tool with each line, one after the other: the first finds every server there, each of
    /// the others what those before it have left.
    ///
    /// - Parameter isStopped: asked now and then; once true, there is no answer.
    /// - Returns: one answer for each line up to one that hung; nil: it was stopped.
    /// - Throws: that the tool could not be started, or that there is no keeper any more.
    package mutating func answers(
        to calls: [ToolCall], isStopped: () -> Bool
    ) async throws(FleetError) -> [ToolAnswer]? {
        try await fill()
        _ = KeptServers.remove(folder: state, sparesCaller: true)
        try files.makeFolder(state)
        var answers: [ToolAnswer] = []
        for call in calls {
            guard let answer = try await answer(to: call, isStopped) else { return nil }
            answers.append(answer)
            if answer.isHung { break }
        }
        return answers
    }

    private var state: String { "\(layout.folder)/tool" }
    private var list: String { "\(layout.folder)/servers" }
    private var log: String { "\(layout.folder)/tool.log" }

    /// Puts a process in every place that has none, until none that was put there has ended meanwhile.
    private mutating func fill() async throws(FleetError) {
        for _ in 0..<Self.mostRounds where pids.contains(nil) { try await fillOnce() }
        guard !pids.contains(nil) else {
            throw .mayHaveHappened("somebody ends the processes that stand in for servers")
        }
    }

    private mutating func fillOnce() async throws(FleetError) {
        let empty = pids.indices.filter { pids[$0] == nil }
        for server in empty {
            let stop = layout.program(of: server)?.stop.signal.number ?? Signals.kill
            try ask { keeper throws(Keeper.Failure) in
                try keeper.standIn(for: server, endedBy: stop)
            }
        }
        var awaited = empty.count
        while awaited > 0 {
            for news in await inbox.take(until: .now().adding(milliseconds: Self.glance)) {
                switch news {
                case .started(let server, let pid):
                    pids[server] = pid
                    awaited -= 1
                case .failed(let server, let error):
                    throw .didNothing(
                        "no process can stand in for \(layout.name(of: server)): "
                            + Keeper.words(error))
                default: try hear(news)
                }
            }
        }
    }

    private mutating func answer(
        to call: ToolCall, _ isStopped: () -> Bool
    ) async throws(FleetError) -> ToolAnswer? {
        let before = pids
        try files.write(Array(ServerList(layout: layout).text { before[$0] }.utf8), to: list)
        try files.write([], to: log)
        try start(call)
        let deadline = MonotonicTime.now().adding(
            milliseconds: Int32(clamping: call.within.microseconds / 1_000))
        var (isRunning, isHung, isCalled) = (true, false, false)
        var isLeftRunning = false
        while !isCalled {
            if isStopped() { return nil }
            if isRunning, !isHung, deadline.microseconds <= MonotonicTime.now().microseconds {
                isHung = true
                try ask { keeper throws(Keeper.Failure) in
                    try keeper.signal(tool, Signals.kill)
                }
            }
            let glance = MonotonicTime.now().adding(milliseconds: Self.glance)
            let isSoon = isRunning && !isHung && deadline.microseconds < glance.microseconds
            for news in await inbox.take(until: isSoon ? deadline : glance) {
                switch news {
                case .ended(tool, _):
                    isRunning = false
                    try ask { keeper throws(Keeper.Failure) in try keeper.callRoll() }
                case .failed(tool, let error):
                    throw .didNothing(
                        "`\(call.tool.first ?? "")` cannot be started: \(Keeper.words(error))")
                case .started(tool, _): continue
                case .rollCalled(let isLeft): (isCalled, isLeftRunning) = (true, isLeft)
                default: try hear(news)
                }
            }
        }
        let ended = pids.indices.filter { before[$0] != nil && pids[$0] == nil }
        return ToolAnswer(
            removed: ended.map { ServerID($0) }, said: ServerFiles.lastLine(of: log),
            isHung: isHung, leavesRunning: isLeftRunning)
    }

    private func start(_ call: ToolCall) throws(FleetError) {
        let words = [call.program(in: files.base)] + call.tool.dropFirst() + call.words
        let launch = Launch(
            name: "tool", arguments: words,
            environment: environment + call.variables(list: list, state: state), folder: ".",
            log: log)
        try ask { keeper throws(Keeper.Failure) in try keeper.start(launch, as: tool) }
    }

    private mutating func hear(_ news: Keeper.News) throws(FleetError) {
        switch news {
        case .ended(let server, _): if pids.indices.contains(server) { pids[server] = nil }
        case .gone: throw .mayHaveHappened("the keeper is gone, and every stand-in with it")
        case .started, .failed, .mounted, .networked, .rollCalled: return
        }
    }

    private func ask(_ body: (Keeper) throws(Keeper.Failure) -> Void) throws(FleetError) {
        guard let keeper else { throw .didNothing("there are no stand-ins") }
        do throws(Keeper.Failure) {
            try body(keeper)
        } catch {
            throw .mayHaveHappened(error.reason)
        }
    }
}
