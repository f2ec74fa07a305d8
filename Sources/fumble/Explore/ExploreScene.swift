internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel
internal import FumbleSlips

/// One typed line of an experiment, with all that its exploration needs to know.
struct ExploreScene: Sendable {
    let plan: Plan
    let topology: Topology
    let seed: UInt64
    /// The place of the step in the method.
    let step: Int
    let line: TypedLine
    let reader: LineReader
    let neighbourhood: Neighbourhood
    let pairs: PairSample
    private(set) var effects: Effects
    /// Asks guards that are programs.
    let consultant: any GuardConsultant
    /// What the team's own tool was asked; nil: the playbook alone says what lines do.
    private(set) var tool: ToolFindings?

    var path: String { plan.method[step].path }

    /// The fleet's guards, and the team's own tool behind them if it was asked.
    var guards: [ExploredGuard] {
        let tool = toolPlace.map { _ in
            ExploredGuard(name: ToolTrial.name, kind: "tool", keeps: "")
        }
        return plan.fleet.guards.map {
            ExploredGuard(
                name: $0.name, kind: $0.kind, keeps: $0.keeps,
                misses: $0.mechanism.misses(given: line.conduct))
        } + [tool].compactMap(\.self)
    }

    /// The tool's place among the guards; nil: it was not asked.
    var toolPlace: Int? { tool?.trial.isAsked == true ? plan.fleet.guards.count : nil }

    /// The same, where the tool does with lines what it was seen to do.
    func seeing(_ tool: ToolFindings) -> ExploreScene {
        var scene = self
        scene.tool = tool
        scene.effects = Effects(
            of: neighbourhood.neighbours, pairs: pairs.neighbours, meant: line.meant,
            in: line.meantWindow, read: reader.preview, seen: tool.deed(of:))
        return scene
    }

    /// What a line comes to, were it typed at the step.
    func outcome(of typed: Neighbour.Typed) -> Effects.Outcome {
        Effects.outcome(
            of: typed, near: reader.preview(line.meant, in: line.meantWindow), reader.preview)
    }

    /// - Parameters:
    ///   - plan: of the experiment with its loops written out, so that each step is one of the method.
    ///   - step: one that types a line.
    ///   - pairs: how many lines of two slips are drawn.
    init(
        _ plan: Plan, topology: Topology, step: Int, line: TypedLine, keyboard: Keyboard,
        pairs budget: Int, seed: UInt64, consultant: any GuardConsultant = NobodyToConsult()
    ) throws(LineError) {
        let spec = plan.explore
        let model = SlipData.model(under: spec.stress)
        let reader = LineReader(
            fleet: plan.fleet, topology: topology, seed: seed, path: plan.method[step].path)
        let before = plan.typedSteps.filter { $0 < step }.reversed()
            .compactMap { plan.method[$0].typedLine?.meant }
        var earlier: [Intention.Surroundings.Earlier] = []
        for line in spec.earlier + before {
            let anatomy = (try? reader.anatomy(of: line)) ?? LineAnatomy(ofAnother: line)
            earlier.append(Intention.Surroundings.Earlier(line: line, anatomy: anatomy))
        }
        let windows = (spec.windows + plan.fleet.windows.map(\.name))
            .reduce(into: [String]()) { unique, name in
                if !unique.contains(name) { unique.append(name) }
            }
        let intention = Intention(
            line.meant, window: line.meantWindow, anatomy: try reader.anatomy(of: line.meant),
            keyboard: keyboard,
            surroundings: Intention.Surroundings(
                environments: spec.environments, windows: windows, earlier: earlier,
                later: plan.typedSteps.filter { $0 > step }))
        let neighbourhood = Neighbourhood(of: intention, by: model)
        let pairs = PairSample(of: neighbourhood, by: model, budget: budget, seed: seed)
        self.plan = plan
        self.consultant = consultant
        self.topology = topology
        self.seed = seed
        self.step = step
        self.line = line
        self.reader = reader
        self.neighbourhood = neighbourhood
        self.pairs = pairs
        effects = Effects(
            of: neighbourhood.neighbours, pairs: pairs.neighbours, meant: line.meant,
            in: line.meantWindow, read: reader.preview)
    }
}

extension PlannedStep {
    /// The line that it types; nil: it types none.
    var typedLine: TypedLine? {
        switch action {
        case .type(let line): line
        case .inject(let planned, _): planned.fault.typedLine
        case .load, .waitUntil: nil
        }
    }

    /// The same step, typing another line.
    func typing(_ line: TypedLine, path: String? = nil, start: Start? = nil) -> PlannedStep {
        PlannedStep(
            path: path ?? self.path, position: position, start: start ?? self.start, actor: actor,
            action: .type(line))
    }

    /// The same step at another place and time.
    func moved(to path: String, start: Start? = nil) -> PlannedStep {
        PlannedStep(
            path: path, position: position, start: start ?? self.start, actor: actor,
            action: action)
    }
}

extension TypedLine {
    /// The same line, of which it is known what the team's own tool does with it.
    func removing(_ servers: [ServerID]?) -> TypedLine {
        TypedLine(
            meant: meant, typed: typed, meantWindow: meantWindow, typedWindow: typedWindow,
            meantPosition: meantPosition, typedPosition: typedPosition, conduct: conduct,
            removing: servers)
    }

    /// The same line meant, and another one typed.
    func typed(_ text: String, window: String?) -> TypedLine {
        TypedLine(
            meant: meant, typed: text, meantWindow: meantWindow, typedWindow: window,
            meantPosition: meantPosition, typedPosition: typedPosition, conduct: conduct)
    }

    var asMeant: TypedLine { typed(meant, window: meantWindow) }
}
