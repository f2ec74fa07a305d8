import FumbleModel

/// Programs that are run below the keeper for a while, so that none of them outlives it.
extension KeptHost {
    /// The longest that a program may take that is to end by itself.
    private static let patience = TimeSpan.minutes(10)

    /// So many run at one time.
    private static let most = 8

    /// Runs a program to its end.
    ///
    /// - Throws: that it could not be started, took too long, or ended with anything but success.
    func finish(_ launch: Launch) async throws(FleetError) {
        try await finishAll([launch])
    }

    /// Runs programs to their ends, some at one time.
    ///
    /// - Throws: of the first in order that it could not be started, took too long, or ended with
    ///   anything but success.
    func finishAll(_ launches: [Launch]) async throws(FleetError) {
        var rest = launches[...]
        while !rest.isEmpty {
            var begun: [(launch: Launch, number: Int)] = []
            for launch in rest.prefix(Self.most) { begun.append((launch, try begin(launch))) }
            rest = rest.dropFirst(Self.most)
            for (launch, number) in begun { try await finish(launch, number) }
        }
    }

    /// Waits for its end; what has not ended in time is killed, with all that it started. Servers are
    /// looked after meanwhile.
    ///
    /// - Returns: how it ended, and whether it was killed for its time.
    func end(
        of number: Int, within: TimeSpan
    ) async throws(FleetError) -> (news: Keeper.News?, isKilled: Bool) {
        let deadline = MonotonicTime.now().adding(
            milliseconds: Int32(clamping: within.microseconds / 1_000))
        var isKilled = false
        while tools.isRunning(number) {
            try await wait(until: isKilled ? nil : deadline)
            guard !isKilled, deadline.microseconds <= MonotonicTime.now().microseconds else {
                continue
            }
            isKilled = tools.isRunning(number)
            try signalTool(number, Signals.kill)
        }
        return (tools.takeEnd(of: number), isKilled)
    }

    private func finish(_ launch: Launch, _ number: Int) async throws(FleetError) {
        let word = launch.arguments.first ?? ""
        switch try await end(of: number, within: Self.patience).news {
        case .ended(_, .exit(0)): return
        case .ended(_, let ending):
            let line = ServerFiles.lastLine(of: launch.log).map { "; the last it printed: \($0)" }
            throw .mayHaveHappened("`\(word)` for \(launch.name): \(ending)\(line ?? "")")
        case .failed(_, let error):
            throw .didNothing("`\(word)` cannot be started: \(Keeper.words(error))")
        case .started, .mounted, .networked, .rollCalled, .gone, nil:
            throw .mayHaveHappened("`\(word)` is gone")
        }
    }

    /// Starts a program that runs on.
    func begin(_ launch: Launch) throws(FleetError) -> Int {
        guard let number = tools.begin() else {
            throw .didNothing("too many programs run below the keeper")
        }
        try ask { keeper throws(Keeper.Failure) in try keeper.start(launch, as: number) }
        return number
    }

    func signalTool(_ number: Int, _ signal: Int32) throws(FleetError) {
        guard tools.isRunning(number) else { return }
        try ask { keeper throws(Keeper.Failure) in try keeper.signal(number, signal) }
    }
}
