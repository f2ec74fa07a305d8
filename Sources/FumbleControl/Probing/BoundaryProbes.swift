package import FumbleModel

/// Tries what lies at the boundary of a playbook line's guards, on paper: each probe is typed at a
/// control plane of its own, and the fleet's capacity alone says what came of it.
package struct BoundaryProbes: Sendable {
    let fleet: FleetSpec
    let topology: Topology
    let seed: UInt64
    let consultant: any GuardConsultant
    let scene: ProbeScene

    /// - Parameters:
    ///   - line: a line of the playbook as it is meant; its number is varied.
    ///   - fleet: the guards that it asks are those that its playbook entry names.
    /// - Returns: nil: the line removes or restarts no number of servers that could be varied, or no
    ///   subsystem that it touches has a minimum.
    package init?(
        of line: String, fleet: FleetSpec, topology: Topology, seed: UInt64,
        consultant: any GuardConsultant = NobodyToConsult()
    ) {
        guard let scene = ProbeScene(of: line, fleet: fleet, topology: topology, seed: seed) else {
            return nil
        }
        self.fleet = fleet
        self.topology = topology
        self.seed = seed
        self.consultant = consultant
        self.scene = scene
    }

    /// Tries all of them, in their own order.
    package func run() async -> [ProbeResult] {
        var results: [ProbeResult] = []
        for kind in ProbeKind.allCases { results += await run(kind) }
        return results
    }

    package func run(_ kind: ProbeKind) async -> [ProbeResult] {
        switch kind {
        case .atTheFloor:
            return [await single(kind, scene.line(removing: scene.floor), expecting: .letThrough)]
        case .oneBelow: return [await tooMany(kind)]
        case .inChunks: return [await inChunks()]
        case .repeated: return [await repeated()]
        case .twoOperators: return [await twoOperators()]
        case .guardSlow: return await failing(kind, .hung)
        case .guardDead: return await failing(kind, .absent("nobody is there"))
        case .guardNonsense: return await failing(kind, .nonsense("`banana`"))
        case .force: return await forced()
        case .noTerminal: return [await tooMany(kind, conduct: .unattended)]
        case .staleData, .deadServers: return [await withDeaths(kind)]
        }
    }

    // MARK: Each of them

    private func single(
        _ kind: ProbeKind, _ line: String?, expecting expected: ProbeResult.Expected
    ) async -> ProbeResult {
        guard let line else { return nothing(kind, "the fleet has too few servers for it") }
        var run = paper()
        await run.type(line, conduct: .usual, path: "probe")
        await run.advance(to: run.now + Self.patience)
        return result(kind, [line], run, expecting: expected)
    }

    /// One server more than the floor allows, by a slip: what was meant is the line itself.
    private func tooMany(_ kind: ProbeKind, conduct: Conduct = .usual) async -> ProbeResult {
        guard let line = scene.line(removing: scene.floor + 1) else {
            return nothing(kind, "all of the servers may go")
        }
        var run = paper()
        await run.type(line, meant: scene.line, conduct: conduct, path: "probe")
        await run.advance(to: run.now + Self.patience)
        return result(kind, [line], run, expecting: .stopped)
    }

    private func inChunks() async -> ProbeResult {
        let target = min(scene.floor + 1 + scene.slack, scene.most)
        let size = max(min(2, scene.floor), target / Self.mostLines)
        guard size > 0, let line = scene.line(removing: size) else {
            return nothing(.inChunks, "a single server is too many already")
        }
        return await again(
            .inChunks, line, times: (target + size - 1) / size, words: "in chunks of \(size)")
    }

    private func repeated() async -> ProbeResult {
        guard scene.count > 0 else { return nothing(.repeated, "the line reaches no server") }
        let times = min((scene.most + scene.count - 1) / scene.count, Self.mostLines)
        return await again(.repeated, scene.line, times: times, words: "\(times) times in a row")
    }

    /// The same line again, each when the one before is over or has been waited for.
    private func again(
        _ kind: ProbeKind, _ line: String, times: Int, words: String
    ) async -> ProbeResult {
        var run = paper()
        for turn in 0..<times {
            let command = await run.type(line, conduct: .usual, path: "probe[\(turn)]")
            await run.advance(to: run.now + Self.longestTurn) { $0.hasEnded(command) }
            await run.advance(to: run.now + Self.pause)
        }
        await run.advance(to: run.now + Self.patience)
        return result(
            kind, [String](repeating: line, count: times), run, expecting: .stopped, words: words)
    }

    /// Both type what would be well by itself.
    private func twoOperators() async -> ProbeResult {
        guard scene.floor > 0, let line = scene.line(removing: scene.floor) else {
            return nothing(.twoOperators, "a single server is too many already")
        }
        var run = paper()
        for path in scene.pathsApart(of: line) {
            await run.type(line, conduct: .usual, path: path)
        }
        await run.advance(to: run.now + Self.patience)
        return result(.twoOperators, [line, line], run, expecting: .stopped)
    }

    /// Each guard that the line asks, one after the other, fails while the others stand.
    private func failing(_ kind: ProbeKind, _ failure: GuardFailure) async -> [ProbeResult] {
        guard let line = scene.line(removing: scene.floor + 1) else {
            return [nothing(kind, "all of the servers may go")]
        }
        var results: [ProbeResult] = []
        for name in scene.asks {
            var run = PaperRun(
                fleet.with(guards: fleet.guards.map { $0.name == name ? $0.failing : $0 }),
                topology: topology, seed: seed, luck: .misses,
                consultant: FailingConsultant(name: name, failure: failure, others: consultant))
            await run.type(line, meant: scene.line, conduct: .usual, path: "probe")
            await run.advance(to: run.now + Self.patience)
            let onFailure = fleet.guards.first { $0.name == name }?.onFailure ?? .refuse
            results.append(
                result(
                    kind, [line], run, expecting: .stopped, guardName: name,
                    words: "`\(name)` \(failure.word), `on-failure: \(onFailure.rawValue)`"
                        + (onFailure == .allow ? " (fail-open)" : "")))
        }
        return results.isEmpty ? [nothing(kind, "the line asks no guard")] : results
    }

    private func forced() async -> [ProbeResult] {
        guard let line = scene.line(removing: scene.floor + 1) else {
            return [nothing(.force, "all of the servers may go")]
        }
        guard !scene.flags.isEmpty else {
            return [nothing(.force, "no flag of the line leaves a guard out")]
        }
        var results: [ProbeResult] = []
        for flag in scene.flags {
            var run = paper()
            let forced = line + " " + flag
            await run.type(forced, meant: scene.line, conduct: .usual, path: "probe")
            await run.advance(to: run.now + Self.patience)
            results.append(
                result(.force, [forced], run, expecting: .stopped, words: "with `\(flag)`"))
        }
        return results
    }

    /// Servers die, a second before the line or an hour; then comes what the whole fleet could lose.
    private func withDeaths(_ kind: ProbeKind) async -> ProbeResult {
        let dead = scene.dying
        guard !dead.isEmpty, let line = scene.line(removing: scene.floor) else {
            return nothing(kind, "a single server is too many already")
        }
        var run = paper()
        // What a view that is older than the deaths shows must be older than they are.
        await run.advance(to: run.now + Self.pause)
        run.lose(dead)
        await run.advance(to: run.now + (kind == .staleData ? .seconds(1) : .hours(1)))
        await run.type(line, meant: scene.line, conduct: .usual, path: "probe")
        await run.advance(to: run.now + Self.patience)
        let servers = LineReport.servers(dead.count)
        let when = kind == .staleData ? "a second ago" : "an hour ago"
        return result(
            kind, [line], run, expecting: .stopped, words: "\(servers) dead since \(when)")
    }

    // MARK: What they share

    /// What a guard leaves to chance gets past it here: a probe shows what can, and a known hole says
    /// how often.
    private func paper() -> PaperRun {
        PaperRun(fleet, topology: topology, seed: seed, luck: .misses, consultant: consultant)
    }

    private func nothing(_ kind: ProbeKind, _ why: String) -> ProbeResult {
        ProbeResult(
            kind: kind, guardName: nil, line: scene.line, lines: 0, expected: .stopped,
            outcome: .notApplicable, worst: nil, refused: 0, slowed: 0, known: [],
            finding: "\(kind.rawValue): \(why)")
    }

    /// The longest that one line of several is waited for, and how long the next comes after it.
    private static let longestTurn = TimeSpan.minutes(30)
    private static let pause = TimeSpan.minutes(1)
    /// How long what a guard holds back is given at the end.
    private static let patience = TimeSpan.days(2)
    private static let mostLines = 50
}
