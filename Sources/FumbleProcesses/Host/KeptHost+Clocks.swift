import FumbleModel

/// Clocks of servers that are set wrong, by a library that stands between them and the kernel.
///
/// It reads how wrong from a file, so that a running server's clock can be set; a second passes at most
/// until it looks.
extension KeptHost {
    static let right = "+0"

    func clockFile(of server: Int) -> String {
        "\(layout.folder)/\(layout.name(of: server)).clock"
    }

    /// What a program is started with so that its clock can be set; nothing where it never will be, since
    /// the library is in the way of a program from its start.
    func clockVariables(of server: Int) -> [String] {
        guard needs.clocks.contains(ServerID(server)), let library = Machine.clockLibrary else {
            return []
        }
        return [
            "LD_PRELOAD=\(library)", "FAKETIME_TIMESTAMP_FILE=\(clockFile(of: server))",
            "FAKETIME_CACHE_DURATION=1", "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "DONT_FAKE_MONOTONIC=1", "FAKETIME_DONT_RESET=1",
            // Else 0.9.10 has who waits until a time of the monotonic clock wait until one of its own, which
            // is past: every such wait of every thread ends at once.
            "FAKETIME_FORCE_MONOTONIC_FIX=0",
            // The library puts the names of its own shared memory here. Where the variable is not there yet,
            // the environment moves, and programs that look for their arguments before it (Swift's) find none.
            "FAKETIME_SHARED=/none /none",
        ]
    }

    /// - Parameter skew: less than nothing: the clock is behind; nothing: it is right again.
    func setClocks(
        _ servers: [ServerID], by skew: TimeSpan
    ) async throws(FleetError) -> BittenFault? {
        var measured: [TimeSpan] = []
        var ran = 0
        for server in servers.map(\.index) {
            let text = skew == .zero ? Self.right : Self.seconds(skew)
            try files.write(Array(text.utf8), to: clockFile(of: server))
            let runs = courses[server].pid != nil
            if skew == .zero {
                if skewed.removeValue(forKey: server) == true { ran += 1 }
            } else {
                skewed[server] = runs || skewed[server] == true
                ran += runs ? 1 : 0
                // Nobody goes by the clock of one that does not run.
                guard runs else { continue }
            }
            measured.append(try await clockError(of: server))
        }
        let some = ran < servers.count ? "; \(ran) of \(servers.count) went by it" : ""
        guard let first = measured.min(), let last = measured.max() else { return nil }
        for seen in [first, last] where (seen - skew).microseconds.magnitude > Self.tolerance {
            throw .mayHaveHappened("clocks are wrong by \(seen), and not by \(skew)")
        }
        return BittenFault(
            fault: "clock-skew", servers: servers.count,
            effect: skew == .zero
                ? "the clock is right again, to \(Self.rounded(last))\(some)"
                : "the clock is \(Self.rounded(last)) \(skew < .zero ? "behind" : "ahead"), as `date` "
                    + "reads it\(some)",
            isMiss: skew == .zero && ran == 0)
    }

    /// Starting `date` takes a moment on a busy machine.
    private static let tolerance: UInt64 = 5_000_000

    func makeSureThatClockCanBeSet(_ server: Int) throws(FleetError) {
        guard let pid = courses[server].pid else { return }
        guard ServerFiles.kernelText("/proc/\(pid)/maps").contains("libfaketime") else {
            throw .didNothing(
                "the clock of \(layout.name(of: server)) cannot be set: its program is linked "
                    + "statically, or took the library off")
        }
    }

    /// How wrong the clock is by which a server goes, as another program reads it that goes by it.
    private func clockError(of server: Int) async throws(FleetError) -> TimeSpan {
        let log = "\(clockFile(of: server)).read"
        try files.write([], to: log)
        try await finish(
            Launch(
                name: layout.name(of: server), arguments: ["date", "+%s.%6N"],
                environment: environment + clockVariables(of: server), folder: layout.folder,
                log: log))
        let now = MonotonicTime.wallClock()
        guard let line = ServerFiles.lastLine(of: log),
            let read = Int64(line.filter(\.isNumber))
        else { throw .mayHaveHappened("`date` printed no time") }
        return TimeSpan(microseconds: read - now)
    }

    private static func rounded(_ span: TimeSpan) -> TimeSpan {
        let tenth = 100_000.0
        let parts = (Double(span.microseconds.magnitude) / tenth).rounded()
        return TimeSpan(microseconds: Int64(parts * tenth))
    }

    /// `+3600.000000`.
    private static func seconds(_ span: TimeSpan) -> String {
        let whole = span.microseconds.magnitude
        let rest = String(whole % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - rest.count)
        return "\(span < .zero ? "-" : "+")\(whole / 1_000_000).\(zeros)\(rest)"
    }
}
