import FumbleModel

/// The probes of a line that takes a number of servers away.
struct NumberProbes: Sendable {
    let probes: BoundaryProbes
    let scene: ProbeScene

    func run(_ kind: ProbeKind) async -> [ProbeResult] {
        switch kind {
        case .atTheFloor:
            guard let line = scene.line(removing: scene.floor) else {
                return [nothing(kind, scene.whyNone(removing: scene.floor))]
            }
            let run = await typed(line, meant: nil)
            return [result(kind, [line], run, expecting: .letThrough)]
        case .oneBelow: return await oneBelow()
        case .inChunks: return [await inChunks()]
        case .repeated: return [await repeated()]
        case .twoOperators: return [await twoOperators()]
        case .guardSlow, .guardDead, .guardNonsense: return await failing(kind)
        case .force: return await forced()
        case .noTerminal: return [await unattended()]
        case .staleData, .deadServers: return [await withDeaths(kind)]
        }
    }

    // MARK: One line

    /// One server more than the floor allows: by a slip; or because the wrong number was meant, and every
    /// check that compares it with itself agrees; or after what lifts a guard.
    private func oneBelow() async -> [ProbeResult] {
        guard let line = scene.line(removing: scene.floor + 1) else {
            return [nothing(.oneBelow, scene.whyNone(removing: scene.floor + 1))]
        }
        let slip = result(
            .oneBelow, [line], await typed(line, meant: scene.line), expecting: .stopped)
        if slip.isHole { return [slip] }
        let mistake = result(
            .oneBelow, [line], await typed(line, meant: nil), expecting: .stopped,
            words: "one below the floor, as it was meant")
        if mistake.isHole { return [slip, mistake] }
        var results = [slip]
        for lift in lifts {
            let lifted: ProbeResult
            switch lift {
            case .ticket:
                lifted = result(
                    .oneBelow, [line], await typed(line, meant: nil, conduct: .ticketed),
                    expecting: .stopped, words: "one below the floor, with a ticket")
            case .after(let span):
                lifted = result(
                    .oneBelow, [line], await typed(line, meant: nil, after: span),
                    expecting: .stopped, words: "one below the floor, \(span) after the start")
            }
            if lifted.isHole { results.append(lifted) }
        }
        return results
    }

    private var lifts: [GuardLift] {
        probes.fleet.guards.filter { scene.asks.contains($0.name) }.flatMap(\.mechanism.lifts)
            .reduce(into: []) { unique, lift in
                if !unique.contains(lift) { unique.append(lift) }
            }
    }

    /// A script types what it was told to, or what it worked out.
    private func unattended() async -> ProbeResult {
        guard let line = scene.line(removing: scene.floor + 1) else {
            return nothing(.noTerminal, scene.whyNone(removing: scene.floor + 1))
        }
        let told = result(
            .noTerminal, [line], await typed(line, meant: scene.line, conduct: .unattended),
            expecting: .stopped)
        if told.isHole { return told }
        let reckoned = result(
            .noTerminal, [line], await typed(line, meant: nil, conduct: .unattended),
            expecting: .stopped)
        return reckoned.isHole ? reckoned : told
    }

    /// Each guard that the line asks, one after the other, fails while the others stand.
    private func failing(_ kind: ProbeKind) async -> [ProbeResult] {
        guard let line = scene.line(removing: scene.floor + 1), let failure = kind.failure else {
            return [nothing(kind, scene.whyNone(removing: scene.floor + 1))]
        }
        var results: [ProbeResult] = []
        for name in scene.asks {
            var run = probes.paper(failing: name, failure, awayFor: scene.awayFor)
            await type(line, meant: scene.line, in: &run)
            await run.advance(to: run.now + BoundaryProbes.patience)
            results.append(
                result(
                    kind, [line], run, expecting: .stopped, guardName: name,
                    words: probes.words(of: failure, of: name)))
        }
        return results.isEmpty ? [nothing(kind, "the line asks no guard")] : results
    }

    private func forced() async -> [ProbeResult] {
        guard let line = scene.line(removing: scene.floor + 1) else {
            return [nothing(.force, scene.whyNone(removing: scene.floor + 1))]
        }
        guard !scene.skips.isEmpty else {
            return [nothing(.force, "no flag of the line leaves a guard out")]
        }
        var results: [ProbeResult] = []
        for skip in scene.skips {
            let forced = line + " " + skip.flag
            results.append(
                result(
                    .force, [forced], await typed(forced, meant: scene.line), expecting: .stopped,
                    words: "with `\(skip.flag)`", known: probes.known(skip, scene.asks)))
        }
        return results
    }

    // MARK: Several

    /// Few at a time, fewer where they are refused: the largest number that is let through at first, up
    /// to two, or what it takes to get there in so many lines.
    private func inChunks() async -> ProbeResult {
        guard scene.floor > 0 else {
            return nothing(.inChunks, "a single server is too many already")
        }
        let target = min(scene.floor + 1 + scene.slack, scene.most)
        let passing = await largest(upTo: min(scene.floor, scene.longest), in: paper())
        guard passing > 0 else { return nothing(.inChunks, Self.noneThrough) }
        let steps = BoundaryProbes.mostLines
        let size = min(passing, max(2, (target + steps - 1) / steps))
        return await again(.inChunks, size, target: target) { "in chunks of \($0)" }
    }

    /// The line as it is, and a single server at a time if that is not enough.
    private func repeated() async -> ProbeResult {
        guard scene.count > 0 else { return nothing(.repeated, "the line reaches no server") }
        let times = min(
            (scene.most + scene.count - 1) / scene.count, BoundaryProbes.mostLines)
        var run = paper()
        var lines: [String] = []
        for turn in 0..<times {
            // The same servers named again would be none.
            let other =
                scene.isByName ? scene.line(removing: scene.count, after: turn * scene.count) : nil
            lines.append(other ?? scene.line)
            await turnOver(turn, lines[turn], in: &run)
        }
        await run.advance(to: run.now + BoundaryProbes.patience)
        let found = result(
            .repeated, lines, run, expecting: .stopped,
            words: "\(times) times in a row" + (scene.isByName ? ", each naming others" : ""))
        guard !found.isHole, scene.count > 1, scene.floor > 0 else { return found }
        let ones = await again(.repeated, 1, target: scene.floor + 1) { _ in
            "a single server again and again"
        }
        return ones.isHole ? ones : found
    }

    /// Lines of so many servers until enough are asked for; half as many where one is refused.
    private func again(
        _ kind: ProbeKind, _ first: Int, target: Int, words: (String) -> String
    ) async -> ProbeResult {
        var run = paper()
        var (size, asked) = (first, 0)
        var (lines, sizes): ([String], [Int]) = ([], [first])
        while asked < target, lines.count < BoundaryProbes.mostLines,
            let line = scene.line(removing: size, after: asked)
        {
            let command = await turnOver(lines.count, line, in: &run)
            lines.append(line)
            guard run.isRefused(command) else {
                asked += size
                continue
            }
            guard size > 1 else { break }
            size /= 2
            sizes.append(size)
        }
        await run.advance(to: run.now + BoundaryProbes.patience)
        let told = sizes.map { "\($0)" }.joined(separator: ", then ")
        return result(kind, lines, run, expecting: .stopped, words: words(told))
    }

    /// A line of several, when the one before is over or has been waited for.
    @discardableResult
    private func turnOver(_ turn: Int, _ line: String, in run: inout PaperRun) async -> Int {
        let command = await type(line, meant: nil, path: "probe[\(turn)]", in: &run)
        await run.advance(to: run.now + BoundaryProbes.longestTurn) { $0.hasEnded(command) }
        await run.advance(to: run.now + BoundaryProbes.pause)
        return command
    }

    /// Both type what would be well by itself: the most that is let through. Where twice that would be
    /// well too, others have gone before.
    private func twoOperators() async -> ProbeResult {
        guard scene.floor > 0 else {
            return nothing(.twoOperators, "a single server is too many already")
        }
        var run = paper()
        var number = await largest(upTo: min(scene.floor, scene.longest), in: run)
        guard number > 0 else { return nothing(.twoOperators, Self.noneThrough) }
        var words = "two operators at once"
        if 2 * number <= scene.floor {
            guard let gone = scene.gone(scene.floor - number), gone.floor > 0 else {
                return nothing(.twoOperators, "what is let through is too little for two")
            }
            run.remove(gone.servers)
            await run.advance(to: run.now + .days(1))
            number = await largest(upTo: gone.floor, in: run)
            guard number > 0 else { return nothing(.twoOperators, Self.noneThrough) }
            words +=
                ", \(number) each, \(LineReport.servers(gone.servers.count)) removed a day before"
        }
        guard let line = scene.line(removing: number) else {
            return nothing(.twoOperators, scene.whyNone(removing: number))
        }
        for (turn, path) in scene.pathsApart(of: line, lives: run.lives).enumerated() {
            let own = scene.line(removing: number, after: turn * number) ?? line
            await type(own, meant: nil, path: path, in: &run)
        }
        await run.advance(to: run.now + BoundaryProbes.patience)
        return result(.twoOperators, [line, line], run, expecting: .stopped, words: words)
    }

    /// Servers die, a second before the line or an hour: half of what the fleet could lose, or all of it.
    /// Then comes the most that is let through, or what the whole fleet could lose.
    private func withDeaths(_ kind: ProbeKind) async -> ProbeResult {
        var first: ProbeResult?
        for count in [max(scene.floor / 2, 1), scene.floor] where scene.floor > 0 {
            guard let result = await withDeaths(kind, count) else { continue }
            if result.isHole { return result }
            first = first ?? result
        }
        return first ?? nothing(kind, "a single server is too many already")
    }

    private func withDeaths(_ kind: ProbeKind, _ count: Int) async -> ProbeResult? {
        guard let dead = scene.gone(count) else { return nil }
        var run = paper()
        // What a view that is older than the deaths shows must be older than they are.
        await run.advance(to: run.now + BoundaryProbes.pause)
        run.lose(dead.servers)
        await run.advance(to: run.now + (kind == .staleData ? .seconds(1) : .hours(1)))
        let most = min(scene.floor, scene.most - dead.servers.count, scene.longest)
        let passing = await largest(upTo: most, in: run)
        guard let line = scene.line(removing: passing > dead.floor ? passing : most) else {
            return nil
        }
        await type(line, meant: scene.line, in: &run)
        await run.advance(to: run.now + BoundaryProbes.patience)
        let when = kind == .staleData ? "a second ago" : "an hour ago"
        return result(
            kind, [line], run, expecting: .stopped,
            words: "\(LineReport.servers(dead.servers.count)) dead since \(when)")
    }

    // MARK: What they share

    private static let noneThrough = "not a single server is let through"

    /// The largest number that the guards of the line let through, all of it and perhaps slowly, by
    /// bisection: a guard that lets a number through is taken to let each smaller one through.
    private func largest(upTo most: Int, in run: PaperRun) async -> Int {
        if await letsThrough(most, in: run) { return most }
        var (low, high) = (0, most)
        while high - low > 1 {
            let middle = (low + high) / 2
            if await letsThrough(middle, in: run) { low = middle } else { high = middle }
        }
        guard low == 0, scene.count < most, await letsThrough(scene.count, in: run) else {
            return low
        }
        return scene.count
    }

    private func letsThrough(_ count: Int, in run: PaperRun) async -> Bool {
        guard let line = scene.line(removing: count) else { return false }
        var trial = run
        let command = await type(line, meant: nil, path: "probe[0]", in: &trial)
        await trial.advance(to: trial.now + probes.longestAnswer) { $0.hasEnded(command) }
        return !trial.isRefused(command)
    }

    private func paper() -> PaperRun { probes.paper(awayFor: scene.awayFor) }

    @discardableResult
    private func type(
        _ line: String, meant: String?, conduct: Conduct = .usual, path: String = "probe",
        in run: inout PaperRun
    ) async -> Int {
        await run.type(line, meant: meant, conduct: conduct, window: probes.window, path: path)
    }

    /// One line on a fleet of its own, so long after the start of the run, and all that comes of it.
    private func typed(
        _ line: String, meant: String?, conduct: Conduct = .usual, after span: TimeSpan = .zero
    ) async -> PaperRun {
        var run = paper()
        await run.advance(to: max(run.now, .start + span))
        await type(line, meant: meant, conduct: conduct, in: &run)
        await run.advance(to: run.now + BoundaryProbes.patience)
        return run
    }

    private func nothing(_ kind: ProbeKind, _ why: String) -> ProbeResult {
        BoundaryProbes.nothing(kind, scene.line, why)
    }
}
