internal import FumbleControl
internal import FumbleEngine
internal import FumbleJudge
internal import FumbleModel
internal import FumbleSlips

/// Runs every request that lines near the meant one come to, with no guard heeded, each, all, and all
/// but one.
struct Explorer {
    private let scene: ExploreScene
    private let jobs: Int
    private let watch: SignalWatch
    private let progress: ProgressLine
    private let sets: [GuardSet]

    init(_ scene: ExploreScene, jobs: Int, watch: SignalWatch, progress: ProgressLine) {
        self.scene = scene
        self.jobs = jobs
        self.watch = watch
        self.progress = progress
        sets = ExplorationJudge.sets(of: scene.guards)
    }

    /// What was typed and what came of it; nil: a signal ended it.
    struct Result {
        let explored: Explored
        let smallest: GuardSet
        let runs: Int
        let cached: Int
    }

    /// Candidates for the smallest set of guards that are tried.
    private static let mostCandidates = 50

    func explore() async -> Result? {
        let nothing = await Self.runs(
            of: .refused(in: scene), in: scene, sets, nothing: nil, watch)
        guard let harm = nothing.outcomes[.none] else { return nil }
        let line = Neighbour.Typed.line(scene.line.meant, window: scene.line.meantWindow)
        let meant = await runs(of: line, nothing: harm)
        let requests = scene.effects.requests
        let scene = scene
        let (sets, watch) = (sets, watch)
        var all = await Parallel.map(
            requests.count, jobs: jobs, isStopped: { watch.signal != nil },
            done: { count, _ in progress.show(Self.bar(count, of: requests.count)) },
            { await Self.runs(of: requests[$0], in: scene, sets, nothing: harm, watch) }
        ).compactMap { $0 }
        progress.clear()
        guard all.count == requests.count, watch.signal == nil else { return nil }
        var explored = Explored(
            guards: scene.guards, meantUnguarded: meant.harm(.none), meant: meant.harm(every),
            stopsMeant: meant.stoppers, requests: zip(requests, all).map(self.explored),
            repairs: [], othersAsk: meant.othersAsk,
            meantByTool: scene.tool?.deed(of: line) == nil ? nil : meant.harm(every))
        let smallest = await smallest(of: explored, &all)
        let repairs = await repairs(after: explored, nothing: harm)
        explored = explored.with(requests: explored.requests, repairs: repairs.tried)
        guard watch.signal == nil else { return nil }
        let ofRequests = all.reduce(0) { $0 + $1.count }
        return Result(
            explored: explored, smallest: smallest,
            runs: nothing.count + meant.count + ofRequests + repairs.runs,
            cached: requests.count * sets.count - ofRequests)
    }

    private var every: GuardSet { .all(scene.guards.count) }

    private func runs(of typed: Neighbour.Typed, nothing: Harm?) async -> RequestRuns {
        await Self.runs(
            of: VariantMethod(of: typed, in: scene), in: scene, sets, nothing: nothing,
            tool: scene.tool?.deed(of: typed), watch)
    }

    /// - Parameter nothing: what comes of a line that is refused.
    private static func runs(
        of request: Effects.Request, in scene: ExploreScene, _ sets: [GuardSet], nothing: Harm,
        _ watch: SignalWatch
    ) async -> RequestRuns {
        let typed = request.likeliest?.typed ?? .nothing
        let variant = VariantMethod(of: typed, in: scene)
        switch RequestWords(request, in: scene).kind {
        case .refused:
            return RequestRuns(variant, in: scene, settled: nothing.refused, watch)
        case .elsewhere: return RequestRuns(variant, in: scene, settled: nothing, watch)
        case .nothing, .asked:
            return await runs(
                of: variant, in: scene, sets, nothing: nothing,
                tool: scene.tool?.deed(of: typed), watch)
        }
    }

    private static func runs(
        of variant: VariantMethod, in scene: ExploreScene, _ sets: [GuardSet], nothing: Harm?,
        tool: ToolDeed? = nil, _ watch: SignalWatch
    ) async -> RequestRuns {
        var runs = RequestRuns(
            variant, in: scene, nothing: nothing, tool: tool, interruption: watch)
        for set in sets where watch.signal == nil { _ = await runs.outcome(heeding: set) }
        return runs
    }

    private static func bar(_ count: Int, of total: Int) -> String {
        let width = 30
        let done = total > 0 ? width * count / total : width
        return "[" + String(repeating: "#", count: done)
            + String(repeating: ".", count: width - done) + "] \(count) of \(total) effects"
    }

    /// The fewest guards that let through no more than all of them do.
    private func smallest(of explored: Explored, _ all: inout [RequestRuns]) async -> GuardSet {
        let day = CalendarDay.first
        func judge(_ explored: Explored) -> ExplorationJudge {
            ExplorationJudge(explored, profile: .usual, accepted: [], today: day)
        }
        for set in judge(explored).candidates(atMost: Self.mostCandidates) {
            guard watch.signal == nil else { break }
            let sets = ExplorationJudge.thinned(set, of: explored.guards)
            for place in all.indices {
                for set in sets { _ = await all[place].outcome(heeding: set) }
            }
            let more = explored.with(
                requests: zip(scene.effects.requests, all).map(self.explored), repairs: [])
            if judge(more).letsThroughTheSame(set) { return set }
        }
        return every
    }

    private func repairs(
        after explored: Explored, nothing: Harm
    ) async -> (tried: [ExploredRepair], runs: Int) {
        let judge = ExplorationJudge(
            explored, profile: .usual, accepted: [], today: CalendarDay.first)
        let worst = judge.harmful.max { one, other in
            let (one, other) = (one.harm(heeding: .none), other.harm(heeding: .none))
            return (one.outage, one.lostRequests) < (other.outage, other.lostRequests)
        }
        let places = zip(explored.requests, scene.effects.requests)
        let typed = places.first { $0.0.id == worst?.id }?.1.likeliest?.typed
        let harmful = Set(judge.harmful.map(\.id))
        let lines = RepairLines(
            in: scene, harmful: places.filter { harmful.contains($0.0.id) }.map(\.1.outcome),
            meant: explored.meantUnguarded, nothing: nothing)
        return await lines.tried(after: typed ?? .nothing, watch)
    }
}

extension Explorer {
    private func explored(_ request: Effects.Request, _ runs: RequestRuns) -> ExploredRequest {
        let words = RequestWords(request, in: scene)
        let guards = scene.plan.fleet.guards
        let course = runs.runs.first?.course
        let objections = guards.indices.compactMap { place in
            course?.firstObjection(of: guards[place].name).flatMap { answer in
                // fumble's own words for a guard that did not answer are no message to be judged.
                answer.isOnFailure
                    ? nil
                    : answer.decision.reason.map {
                        ExploredRequest.Objection(
                            place: place, message: $0, asked: answer.asked, said: answer.said)
                    }
            }
        }
        return ExploredRequest(
            id: words.id, kind: words.kind, words: words.words,
            lines: request.neighbours.map(line).sorted {
                $0.chance[.usual] > $1.chance[.usual]
            }, pairs: request.pairs.map(line).sorted { $0.chance[.usual] > $1.chance[.usual] },
            asked: runs.asked, outcomes: runs.outcomes, stoppedBy: runs.stoppers,
            objections: objections + objection(to: request),
            tool: request.tool.map { tool in
                ExploredRequest.SeenTool(
                    servers: tool.servers.count,
                    likeness: scene.likeness(of: tool, to: request.outcome))
            })
    }

    /// What the tool said of what it did not do.
    private func objection(to request: Effects.Request) -> [ExploredRequest.Objection] {
        guard request.tool?.isNothing == true, let place = scene.toolPlace,
            case .asked(let asked) = request.outcome, let typed = request.likeliest?.typed,
            case .line(let line, let window) = typed,
            let said = scene.tool?.said(of: typed)
        else { return [] }
        return [
            ExploredRequest.Objection(
                place: place, message: said, asked: asked.deed.servers.count,
                said: RefusalMessage(
                    said, of: line,
                    arguments: scene.reader.preview(line, in: window).arguments.map(\.name),
                    named: asked.deed.named.map { scene.plan.fleet[$0].name }))
        ]
    }

    private func line(_ neighbour: Neighbour) -> ExploredLine {
        let text: String
        var window = scene.line.meantWindow
        switch neighbour.typed {
        case .line(let line, let where_): (text, window) = (line, where_)
        case .nothing: text = "(nothing)"
        case .twice: text = "\(scene.line.meant)  (twice)"
        case .exchanged(let step): text = scene.plan.method[step].typedLine?.meant ?? ""
        }
        let slips = neighbour.ways.flatMap { way in
            way.slips.map {
                ExploredSlip(
                    id: $0.id, name: $0.name, kind: $0.kind, chance: way.chance,
                    basis: SlipData.model.basis(of: $0.id))
            }
        }
        return ExploredLine(
            text: text, window: window, slips: slips, chance: neighbour.chance,
            share: neighbour.share)
    }
}

extension RequestRuns {
    fileprivate func harm(_ set: GuardSet) -> Harm {
        guard let harm = outcomes[set.meeting(asked)] else {
            preconditionFailure("the outcome of the meant line was not worked out")
        }
        return harm
    }
}

extension GuardDecision {
    /// What the guard said; nil: nothing.
    fileprivate var reason: String? {
        switch self {
        case .allow: nil
        case .clamp(_, let reason), .hold(_, let reason), .refuse(let reason), .warn(let reason):
            reason
        }
    }
}

extension Explorer.Result {
    func judged(_ scene: ExploreScene, hash: String, today: CalendarDay) -> Exploration {
        let plan = scene.plan
        let judge = ExplorationJudge(
            explored, profile: plan.explore.profile, accepted: plan.explore.accepted, today: today)
        return judge.judge(
            header: RunHeader(
                id: "explore", experiment: plan.experiment, experimentHash: hash,
                fleetKind: "simulated", seed: scene.seed, build: Build.version,
                inputs: plan.inputs),
            meant: scene.line.meant, window: scene.line.meantWindow, path: scene.path,
            position: scene.line.meantPosition,
            stress: plan.explore.stress.words,
            counts: (
                lines: scene.neighbourhood.neighbours.count, effects: scene.effects.distinct,
                pairsDrawn: scene.pairs.draws, pairs: scene.pairs.neighbours.count, runs: runs,
                cached: cached
            ), smallest: smallest, tool: scene.tool?.trial)
    }
}

extension ExploreSpec.Stress {
    /// nil: none.
    fileprivate var words: String? {
        switch self {
        case .none: nil
        case .named(let name): name.rawValue
        case .conditions(let conditions):
            conditions.map { "\($0.name.rawValue) \($0.share)" }.joined(separator: ", ")
        }
    }
}
