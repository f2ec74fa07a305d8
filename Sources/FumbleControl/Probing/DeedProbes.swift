import FumbleModel

/// The probes of a line that takes no number of servers away: of all that a slip makes of it, one that its
/// guards stop is typed again while one of them fails, with the flags that leave them out, and so on.
struct DeedProbes: Sendable {
    let probes: BoundaryProbes
    let scene: DeedScene

    func run() async -> [ProbeResult] {
        guard let stopped = await stopped() else {
            return BoundaryProbes.nothing(
                scene.line,
                "its guards stop nothing that it, or a slip in its names, share or number, does")
        }
        var results: [ProbeResult] = []
        for kind in ProbeKind.allCases { results += await run(kind, stopped) }
        return results
    }

    /// The first line that the guards do not let through at once.
    private func stopped() async -> DeedScene.Candidate? {
        for candidate in scene.candidates {
            var run = probes.paper()
            let isDone = await isDone(candidate.line, in: &run)
            if !isDone, run.answers.contains(where: { $0.decision.isInTheWay }) { return candidate }
        }
        return nil
    }

    private func run(
        _ kind: ProbeKind, _ stopped: DeedScene.Candidate
    ) async -> [ProbeResult] {
        switch kind {
        case .atTheFloor, .oneBelow, .staleData, .deadServers:
            return [nothing(kind, "the line takes no number of servers below a minimum")]
        case .inChunks: return [await inChunks(stopped)]
        case .repeated:
            let lines = [String](repeating: stopped.line, count: Self.repeats)
            return [await several(kind, lines, stopped, words: "\(Self.repeats) times in a row")]
        case .twoOperators:
            var run = probes.paper()
            var commands: [Int] = []
            for path in ["probe[0]", "probe[1]"] {
                commands.append(
                    await run.type(
                        stopped.line, meant: meant(stopped.line), conduct: .usual,
                        window: probes.window, path: path))
            }
            await run.advance(to: run.now + probes.longestAnswer)
            let isDone = commands.contains { run.isDone($0) }
            return [result(kind, [stopped.line, stopped.line], run, stopped, isDone)]
        case .guardSlow, .guardDead, .guardNonsense: return await failing(kind, stopped)
        case .force: return await forced(stopped)
        case .noTerminal:
            var run = probes.paper()
            let isDone = await isDone(stopped.line, conduct: .unattended, in: &run)
            return [result(kind, [stopped.line], run, stopped, isDone)]
        }
    }

    private func failing(
        _ kind: ProbeKind, _ stopped: DeedScene.Candidate
    ) async -> [ProbeResult] {
        var results: [ProbeResult] = []
        for name in scene.asks {
            guard let failure = kind.failure else { continue }
            var run = probes.paper(failing: name, failure)
            let isDone = await isDone(stopped.line, in: &run)
            results.append(
                result(
                    kind, [stopped.line], run, stopped, isDone, guardName: name,
                    words: probes.words(of: failure, of: name)))
        }
        return results
    }

    private func forced(_ stopped: DeedScene.Candidate) async -> [ProbeResult] {
        guard !scene.skips.isEmpty else {
            return [nothing(.force, "no flag of the line leaves a guard out")]
        }
        var results: [ProbeResult] = []
        for skip in scene.skips {
            var run = probes.paper()
            let line = stopped.line + " " + skip.flag
            let isDone = await isDone(line, in: &run)
            results.append(
                result(
                    .force, [line], run, stopped, isDone, words: "with `\(skip.flag)`",
                    known: probes.known(skip, scene.asks)))
        }
        return results
    }

    /// As much of the data by small shares as one line may not delete: the largest that is let through.
    private func inChunks(_ stopped: DeedScene.Candidate) async -> ProbeResult {
        guard let wanted = stopped.percent, wanted > 1,
            scene.line(stopped, percent: 1, in: probes.fleet) != nil
        else { return nothing(.inChunks, "the line says no share that could be less") }
        var (low, high) = (0, wanted)
        while high - low > 1 {
            let middle = (low + high) / 2
            var run = probes.paper()
            if let line = scene.line(stopped, percent: middle, in: probes.fleet),
                await isDone(line, meant: nil, in: &run)
            {
                low = middle
            } else {
                high = middle
            }
        }
        guard low > 0, let line = scene.line(stopped, percent: low, in: probes.fleet) else {
            return nothing(.inChunks, "not a hundredth is let through")
        }
        let times = min((wanted + low - 1) / low, BoundaryProbes.mostLines)
        return await several(
            .inChunks, [String](repeating: line, count: times), stopped, meant: line,
            words: "in chunks of \(low)%")
    }

    /// One line after the other; those of smaller shares come to the whole of it only together.
    private func several(
        _ kind: ProbeKind, _ lines: [String], _ stopped: DeedScene.Candidate,
        meant: String? = nil, words: String
    ) async -> ProbeResult {
        var run = probes.paper()
        var done = 0
        for (turn, line) in lines.enumerated() {
            let isLineDone = await isDone(
                line, meant: meant ?? self.meant(line), path: "probe[\(turn)]", in: &run)
            if isLineDone { done += 1 }
            await run.advance(to: run.now + BoundaryProbes.pause)
        }
        let isDone = kind == .inChunks ? done == lines.count : done > 0
        return result(kind, lines, run, stopped, isDone, words: words)
    }

    // MARK: What they share

    /// How often what is refused is tried again.
    private static let repeats = 5

    /// The line was meant, and another one typed.
    private func meant(_ line: String) -> String? { line == scene.line ? nil : scene.line }

    /// Whether all of a line is done at once.
    private func isDone(
        _ line: String, conduct: Conduct = .usual, in run: inout PaperRun
    ) async -> Bool {
        await isDone(line, meant: meant(line), conduct: conduct, in: &run)
    }

    private func isDone(
        _ line: String, meant: String?, conduct: Conduct = .usual, path: String = "probe",
        in run: inout PaperRun
    ) async -> Bool {
        let command = await run.type(
            line, meant: meant, conduct: conduct, window: probes.window, path: path)
        await run.advance(to: run.now + probes.longestAnswer) { $0.hasEnded(command) }
        return run.isDone(command)
    }

    private func result(
        _ kind: ProbeKind, _ lines: [String], _ run: PaperRun, _ stopped: DeedScene.Candidate,
        _ isDone: Bool, guardName: String? = nil, words: String? = nil, known: [String]? = nil
    ) -> ProbeResult {
        let answers = Answers(run)
        return ProbeResult(
            kind: kind, guardName: guardName, line: lines.first ?? "", lines: lines.count,
            expected: .stopped, outcome: isDone ? .gotThrough : .asExpected, worst: nil,
            refused: answers.refused, slowed: answers.slowed,
            known: isDone
                ? known ?? probes.known(kind, guardName, scene.asks, ofNumbers: false) : [],
            finding: "\(words ?? kind.rawValue): `\(stopped.line)` would \(stopped.does), and was "
                + "\(isDone ? "done" : "not done"), \(answers.words(of: lines.count))")
    }

    private func nothing(_ kind: ProbeKind, _ why: String) -> ProbeResult {
        BoundaryProbes.nothing(kind, scene.line, why)
    }
}

extension GuardDecision {
    /// Whether it keeps a command, or some of it, from being done at once.
    fileprivate var isInTheWay: Bool {
        switch self {
        case .refuse, .hold, .clamp: true
        case .allow, .warn: false
        }
    }
}
