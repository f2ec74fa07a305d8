internal import FumbleControl
internal import FumbleEngine
internal import FumbleJudge
internal import FumbleModel
internal import FumbleSlips

/// The runs of one request, each with other guards heeded about it; a run is done only where no run so
/// far would have gone the same way. All other lines keep all their guards, so that what comes of the
/// request's own is told.
struct RequestRuns: Sendable {
    let variant: VariantMethod
    private let scene: ExploreScene
    private let interruption: any Interruption
    /// What comes of nothing being typed.
    private let nothing: Harm?
    /// What the team's own tool does with the lines; nil: they are none of its lines.
    private let tool: ToolDeed?
    /// What comes of that, whoever else is heeded: a line that the tool is handed is shown to nobody else.
    private var harmByTool: Harm?
    /// Runs in which the tool was heeded: one, or none.
    private var runsByTool = 0
    private(set) var runs: [Done] = []
    private(set) var outcomes: [GuardSet: Harm] = [:]

    struct Done: Sendable {
        let heeded: GuardSet
        let harm: Harm
        let course: ReviewedCourse
    }

    init(
        _ variant: VariantMethod, in scene: ExploreScene, nothing: Harm?, tool: ToolDeed? = nil,
        interruption: any Interruption
    ) {
        self.tool = tool
        self.variant = variant
        self.scene = scene
        self.nothing = nothing
        self.interruption = interruption
    }

    /// What comes of it whoever is heeded is known: it never comes before guards.
    init(_ variant: VariantMethod, in scene: ExploreScene, settled: Harm, _ watch: any Interruption)
    {
        self.init(variant, in: scene, nothing: nil, interruption: watch)
        outcomes = [.none: settled]
    }

    private var guards: [GuardSpec] { scene.plan.fleet.guards }

    var count: Int { runs.count + runsByTool }

    /// The guards that are asked about it, once the first run is done.
    var asked: GuardSet {
        guard let course = runs.first?.course else { return .none }
        let tool = tool == nil ? nil : scene.toolPlace
        return GuardSet(
            guards.indices.filter { course.isAsked(guards[$0].name) } + [tool].compactMap(\.self))
    }

    /// The guards that refused all of it, or cut it short for good.
    var stoppers: GuardSet {
        guard let course = runs.first?.course else { return .none }
        let tool = tool?.isNothing == true ? scene.toolPlace : nil
        return GuardSet(
            guards.indices.filter { course.isStoppedForGood(by: guards[$0].name) }
                + [tool].compactMap(\.self))
    }

    /// Whether guards were asked about other lines too.
    var othersAsk: Bool { runs.contains { $0.course.asksAboutOthers } }

    /// What comes of it when only these guards are heeded.
    mutating func outcome(heeding wanted: GuardSet) async -> Harm {
        if runs.isEmpty, outcomes.isEmpty { await run(heeding: .none) }
        let set = wanted.meeting(asked)
        if let known = outcomes[set] { return known }
        if let tool, let place = scene.toolPlace, set.contains(place) {
            let harm = await harm(of: tool)
            outcomes[set] = harm
            return harm
        }
        let heeds = heeds(set)
        if let same = runs.first(where: {
            $0.course.isSame(heeding: heeds, as: self.heeds($0.heeded))
        }) {
            outcomes[set] = same.harm
            return same.harm
        }
        if let nothing, runs[0].course.isRefused(heeding: heeds) {
            outcomes[set] = nothing.refused
            return nothing.refused
        }
        return await run(heeding: set)
    }

    private mutating func harm(of tool: ToolDeed) async -> Harm {
        if let harmByTool { return harmByTool }
        if tool.isNothing, let nothing {
            harmByTool = nothing.refused
            return nothing.refused
        }
        runsByTool += 1
        let harm = await done(variant.seeing(tool), heeding: .none).harm
        harmByTool = harm
        return harm
    }

    private func heeds(_ set: GuardSet) -> (String) -> Bool {
        let names = names(of: set)
        return { names.contains($0) }
    }

    private func names(of set: GuardSet) -> [String] { set.places.map { guards[$0].name } }

    @discardableResult
    private mutating func run(heeding set: GuardSet) async -> Harm {
        let done = await done(variant, heeding: set)
        runs.append(done)
        outcomes[set] = done.harm
        return done.harm
    }

    private func done(_ variant: VariantMethod, heeding set: GuardSet) async -> Done {
        let plan = scene.plan.with(arms: [.guarded])
            .with(method: variant.steps, heeds: Heeding(names(of: set), at: variant.varied))
        let header = RunHeader(
            id: "explore", experiment: plan.experiment, experimentHash: "",
            fleetKind: "simulated", seed: scene.seed, build: Build.version, inputs: plan.inputs)
        let run = await Engine(interruption: interruption, consultant: scene.consultant).run(
            plan: plan, header: header, makeFleet: Fleets.simulated(for: plan))
        let harm = Harm(of: FumbleJudge.Judge().judge(run, of: plan), at: variant.paths)
        let course = ReviewedCourse(run.arms.first?.events ?? [], at: variant.paths)
        let isRefused = course.isRefused(heeding: heeds(set))
        return Done(heeded: set, harm: isRefused ? harm.refused : harm, course: course)
    }
}
