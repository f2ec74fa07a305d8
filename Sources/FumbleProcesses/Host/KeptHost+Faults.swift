package import FumbleModel

/// Servers that are stopped, for good or for a part of the time, each with what it was measured to do.
extension KeptHost {
    package func freeze(_ servers: [ServerID]) async throws(FleetError) -> BittenFault? {
        for server in servers {
            courses[server.index].isFrozen = true
            _ = duties.pause(server.index, at: .now())
            try signal(server.index, Signals.stop)
        }
        guard !servers.isEmpty else { return nil }
        let left = try await wait(Self.longestStop, until: isStopped, of: servers.map(\.index))
        let stopped = servers.count - left.count
        return BittenFault(
            fault: "hang", servers: servers.count,
            effect: "\(stopped) of \(servers.count) stopped, as the kernel says",
            isMiss: stopped == 0)
    }

    package func thaw(_ servers: [ServerID]) async throws(FleetError) -> BittenFault? {
        for server in servers { try thawNow(server.index) }
        guard !servers.isEmpty else { return nil }
        let left = try await wait(Self.patience, until: goesOn, of: servers.map(\.index))
        guard left.isEmpty else {
            throw .mayHaveHappened("still stopped: \(names(of: left))")
        }
        return BittenFault(
            fault: "hang", servers: servers.count,
            effect: "\(servers.count) of \(servers.count) going on, as the kernel says")
    }

    func thawNow(_ server: Int) throws(FleetError) {
        guard courses[server].isFrozen else { return }
        courses[server].isFrozen = false
        courses[server].serves = nil
        if courses[server].phase == .starting, let program = layout.program(of: server) {
            let within = Int32(clamping: program.ready.within.microseconds / 1_000)
            courses[server].readyBy = MonotonicTime.now().adding(milliseconds: within)
        }
        try signal(server, Signals.goOn)
    }

    package func slow(
        _ servers: [ServerID], factor: Double
    ) async throws(FleetError) -> BittenFault? {
        var done = DutyCycles.Done()
        var slowed = 0
        for server in servers {
            if let own = duties.end(server.index, at: .now()) {
                done.add(own.done)
                if own.done.stops > 0 { slowed += 1 }
                if own.isStopped { try signal(server.index, Signals.goOn) }
            }
            if factor > 1 { duties.begin(server.index, factor: factor, at: .now()) }
        }
        guard factor <= 1 else { return nil }
        let left = try await wait(Self.patience, until: isAsItWas, of: servers.map(\.index))
        guard left.isEmpty else {
            throw .mayHaveHappened("not as they were before: \(names(of: left))")
        }
        let some = slowed < servers.count ? "\(slowed) of \(servers.count) " : ""
        let span = TimeSpan.milliseconds(done.stoppedFor.microseconds / 1_000)
        return BittenFault(
            fault: "slow", servers: servers.count,
            effect: done.stops == 0
                ? "\(some)slowed; none ran, or all hung"
                : "\(some)stopped \(counted(done.stops, "time")), for \(span) in all",
            isMiss: done.stops == 0)
    }

    /// One that does not run, hangs, or was asked to end is left alone.
    func canBeSlowed(_ server: Int) -> Bool {
        let course = courses[server]
        return course.hasStarted && !course.isFrozen && course.killAt == nil
    }

    /// Waits until something is so of servers, each by itself, but no longer than so many milliseconds.
    ///
    /// - Returns: of which it was not.
    private func wait(
        _ longest: Int32, until isSo: (Int) -> Bool, of servers: [Int]
    ) async throws(FleetError) -> [Int] {
        let deadline = MonotonicTime.now().adding(milliseconds: longest)
        var left = servers
        while true {
            left.removeAll { isSo($0) }
            guard !left.isEmpty, MonotonicTime.now().microseconds < deadline.microseconds else {
                return left
            }
            try await wait(until: .now().adding(milliseconds: 1))
        }
    }

    /// In milliseconds: what the kernel says of a signal takes a moment.
    private static let longestStop: Int32 = 500
    private static let patience: Int32 = 5_000

    private func names(of servers: [Int]) -> String {
        servers.map { layout.name(of: $0) }.joined(separator: ", ")
    }

    /// One that is traced and stopped is told as stopped by its tracer (`t`).
    private func isStopped(_ server: Int) -> Bool {
        let state = state(of: server)
        return state == "T" || (state == "t" && traces[server] != nil)
    }

    /// Of one that is traced the kernel does not tell a stop from what its tracer does at each call.
    private func goesOn(_ server: Int) -> Bool {
        state(of: server) != "T" || duties.slows(server)
    }

    /// A server that hangs for another reason still does, and any other goes on.
    private func isAsItWas(_ server: Int) -> Bool {
        guard state(of: server) != nil else { return true }
        return courses[server].isFrozen ? isStopped(server) : goesOn(server)
    }

    private func state(of server: Int) -> Substring? {
        courses[server].pid.flatMap { ProcessStatus.field("State", of: $0) }
    }
}
