package import FumbleModel

/// Faults that stand for a time, each with what it was measured to do.
extension KeptHost {
    package func slow(
        _ servers: [ServerID], factor: Double
    ) throws(FleetError) -> BittenFault? {
        var stops = 0
        var stoppedFor = TimeSpan.zero
        for server in servers {
            if let done = duties.end(server.index) {
                stops += done.stops
                stoppedFor = stoppedFor + done.stoppedFor
                if done.isStopped { try signal(server.index, Signals.goOn) }
            }
            if factor > 1 { duties.begin(server.index, factor: factor, at: .now()) }
        }
        return factor > 1
            ? nil
            : BittenFault(
                fault: "slow", servers: servers.count,
                effect: "stopped \(stops) times, for \(stoppedFor) in all", isMiss: stops == 0)
    }

    /// What the kernel says of servers that were stopped, or let go on: it takes a moment.
    func hangs(_ servers: [ServerID], isOn: Bool) async throws(FleetError) -> BittenFault? {
        guard !servers.isEmpty else { return nil }
        let deadline = MonotonicTime.now().adding(milliseconds: Self.longestStop)
        while true {
            let asked = servers.filter { isStopped($0.index) == isOn }
            if asked.count == servers.count
                || deadline.microseconds <= MonotonicTime.now().microseconds
            {
                return BittenFault(
                    fault: "hang", servers: servers.count,
                    effect: "\(asked.count) of \(servers.count) "
                        + (isOn ? "stopped" : "going on") + ", as the kernel says",
                    isMiss: isOn && asked.isEmpty)
            }
            try await wait(until: .now().adding(milliseconds: 1))
        }
    }

    /// In milliseconds.
    private static let longestStop: Int32 = 100

    private func isStopped(_ server: Int) -> Bool {
        courses[server].pid.map { ProcessStatus.field("State", of: $0) == "T" } ?? false
    }
}
