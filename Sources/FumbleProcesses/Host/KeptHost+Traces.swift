import FumbleModel

/// System calls of servers that fail or take longer, by `strace`.
extension KeptHost {
    /// How long it may take until a server is traced, or no longer.
    private static let patience: Int32 = 5_000
    private static let glance: Int32 = 5

    func beginTraces(
        _ servers: [ServerID], _ trouble: MachineTrouble
    ) async throws(FleetError) -> BittenFault? {
        for server in servers.map(\.index) {
            traces[server] = Traces.Trace(trouble: trouble)
            let processes = try beginTrace(of: server)
            try await waitUntilTraced(processes, of: server, layout.name(of: server))
        }
        return nil
    }

    func makeSureThatNobodyTraces(_ servers: [ServerID]) throws(FleetError) {
        for server in servers where traces[server.index] != nil {
            throw .didNothing(
                "\(layout.name(of: server.index)) is traced already: a process has one tracer at a "
                    + "time")
        }
    }

    /// A server that starts while it should be traced is traced anew.
    func traceAgain(_ server: Int) throws(FleetError) {
        guard let trace = traces[server] else { return }
        for old in trace.tools { tools.forget(old) }
        traces[server]?.tools = []
        _ = try beginTrace(of: server)
    }

    /// Traces all of a server that nobody traces yet: what it forks from then on is traced with it.
    ///
    /// One that has just started is traced from its first process on, and what that has forked before the
    /// tracer had it once the server is ready.
    ///
    /// - Returns: those processes; none where it does not run, or should not be traced.
    @discardableResult
    func beginTrace(of server: Int) throws(FleetError) -> [Int32] {
        guard let trace = traces[server] else { return [] }
        let processes = processes(of: server).filter { !Self.isTraced($0) }
        guard !processes.isEmpty else { return [] }
        guard let strace = machine.program("strace"),
            let wanted = Traces.arguments(for: trace.trouble)
        else { throw .didNothing("`strace` is not there") }
        traced += 1
        let log = "\(layout.folder)/\(layout.name(of: server)).trace-\(traced)"
        let tool = try begin(
            Launch(
                name: layout.name(of: server),
                arguments: [strace, "-f", "-q"] + processes.flatMap { ["-p", "\($0)"] }
                    + ["-o", log] + wanted,
                environment: environment, folder: layout.folder, log: "\(log).said"))
        traces[server]?.tools.append(tool)
        traces[server]?.logs.append(log)
        return processes
    }

    /// Every process of a server, as its control group says, or else those whose parents it knows.
    private func processes(of server: Int) -> [Int32] {
        guard let first = courses[server].pid else { return [] }
        let members = runGroup.map { $0.members(of: server) } ?? []
        return members.isEmpty ? ProcessStatus.family(of: first) : members
    }

    private func waitUntilTraced(
        _ processes: [Int32], of server: Int, _ name: String
    ) async throws(FleetError) {
        let deadline = MonotonicTime.now().adding(milliseconds: Self.patience)
        while let trace = traces[server],
            processes.contains(where: { ProcessStatus.isAlive($0) && !Self.isTraced($0) })
        {
            guard trace.tools.contains(where: tools.isRunning),
                MonotonicTime.now().microseconds < deadline.microseconds
            else {
                let said = trace.logs.last.flatMap { ServerFiles.lastLine(of: "\($0).said") }
                traces[server] = nil
                throw .mayHaveHappened(
                    "\(name) could not be traced\(said.map { ": \($0)" } ?? "")")
            }
            try await wait(until: .now().adding(milliseconds: Self.glance))
        }
    }

    func endTraces(
        _ servers: [ServerID], _ trouble: MachineTrouble
    ) async throws(FleetError) -> BittenFault? {
        var counted = 0
        var stuck: [String] = []
        for server in servers.map(\.index) {
            guard let trace = traces[server], trace.trouble.word == trouble.word else { continue }
            traces[server] = nil
            for tool in trace.tools { try await endTrace(tool) }
            if processes(of: server).contains(where: Self.isTraced) {
                stuck.append(layout.name(of: server))
            }
            let mark = Traces.mark(of: trouble)
            counted += trace.logs.map { Traces.count(mark, in: $0) }.reduce(0, +)
        }
        guard stuck.isEmpty else {
            throw .mayHaveHappened("still traced: \(stuck.joined(separator: ", "))")
        }
        return BittenFault(
            fault: trouble.word, servers: servers.count, effect: Self.effect(of: trouble, counted),
            isMiss: counted == 0)
    }

    private func endTrace(_ tool: Int) async throws(FleetError) {
        try signalTool(tool, Signals.interrupt)
        let deadline = MonotonicTime.now().adding(milliseconds: Self.patience)
        while tools.isRunning(tool) {
            try await wait(until: .now().adding(milliseconds: Self.glance))
            if deadline.microseconds <= MonotonicTime.now().microseconds {
                // The kernel lets go of the server when its tracer dies.
                try signalTool(tool, Signals.kill)
            }
        }
        _ = tools.takeEnd(of: tool)
    }

    private static func effect(of trouble: MachineTrouble, _ count: Int) -> String {
        switch trouble {
        case .syscallError(let call, let error, _):
            return "\(counted(count, "call")) of `\(call)` failed with \(error)"
        case .slowDisk(let delay):
            let whole = TimeSpan(microseconds: delay.microseconds * Int64(count))
            return "\(counted(count, "call")) delayed, by \(whole) in all"
        case .configDrift, .diskFull, .memoryPressure, .clockSkew: return ""
        }
    }

    /// Whether a process has a tracer, as the kernel says.
    private static func isTraced(_ pid: Int32) -> Bool {
        ProcessStatus.field("TracerPid", of: pid).map { $0 != "0" } ?? false
    }
}
