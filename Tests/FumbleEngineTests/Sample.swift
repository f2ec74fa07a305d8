import FumbleModel

@testable import FumbleEngine

/// A small fleet and plans for it: ten servers of the index, of which four carry billing too, and a
/// status page beside them.
enum Sample {
    static let nowhere = SourcePosition(file: "x.yaml", line: 1, column: 1)
    static let index = SubsystemID(0)
    static let page = SubsystemID(2)
    static let get = OperationID(0)

    static func fleet(alarms: [AlarmSpec] = []) -> FleetSpec {
        FleetSpec(
            name: "small", environment: "prod", zones: [],
            subsystems: ["index", "billing", "page"].map(subsystem),
            groups: [group("shared", 4, [0, 1]), group("index", 6, [0]), group("page", 1, [2])],
            operations: [
                OperationSpec(
                    name: "get", position: nowhere,
                    path: [PathStep(subsystem: index, service: .milliseconds(1))],
                    rate: Frequency(perSecond: 10), timeout: .seconds(1), retries: .none)
            ],
            dependents: [], alarms: alarms,
            promises: [PromiseSpec(name: "small", position: nowhere, promise: NoPromise())],
            playbook: [
                PlaybookEntry(
                    name: "remove", position: nowhere, usage: "fleetctl remove --count COUNT",
                    usagePosition: nowhere, parsing: .strict,
                    does: verb(.removeServers, of: ["billing"], count: "COUNT"),
                    asks: ["few"], skips: [])
            ],
            guards: [
                GuardSpec(
                    name: "few", position: nowhere, keeps: "small", kind: "few",
                    mechanism: AtMostServers(limit: 1), onBreach: .refuse,
                    decidesIn: .milliseconds(40))
            ],
            noticesAfter: .seconds(1))
    }

    static func plan(
        _ method: [PlannedStep], arms: [Arm] = [.guarded], responses: [ResponseSpec] = [],
        alarms: [AlarmSpec] = [], steady: [SteadyStateProbe] = [steady()],
        horizon: TimeSpan = .seconds(100), stopWhen: [SteadyStateProbe] = []
    ) -> Plan {
        Plan(
            experiment: "e", claim: nil, position: nowhere, fleet: fleet(alarms: alarms),
            arms: arms, steadyState: steady, method: method, responses: responses,
            settle: .seconds(20), horizon: horizon, window: .seconds(10), mayTouch: nil,
            expectations: [], inputs: [], stopWhen: stopWhen)
    }

    static func steady(windows: Int = 1) -> SteadyStateProbe {
        SteadyStateProbe(
            name: "gets-answered", position: nowhere, probe: Goodput(windows: windows),
            tolerance: AtLeast(limit: 0.9), operation: get)
    }

    static func step(
        _ path: Int, _ start: PlannedStep.Start, _ action: PlannedStep.Action
    ) -> PlannedStep {
        PlannedStep(
            path: "method[\(path)]", position: nowhere, start: start, actor: nil, action: action)
    }

    static func fault(_ sort: ServerFault.Sort, _ count: Int?, lasting: Int64? = nil)
        -> PlannedStep.Action
    {
        let kind =
            switch sort {
            case .crash: "crash"
            case .hang: "hang"
            case .slow: "slow"
            case .forGood: "for-good"
            }
        return .inject(
            PlannedFault(kind: kind, fault: ServerFault(sort: sort, count: count)),
            lasting: lasting.map { .seconds($0) })
    }

    static func load(_ factor: Double, lasting: Int64? = nil) -> PlannedStep.Action {
        .load(get, factor: factor, lasting: lasting.map { .seconds($0) })
    }

    static func line(_ meant: Int, _ typed: Int) -> TypedLine {
        TypedLine(
            meant: "fleetctl remove --count \(meant)", typed: "fleetctl remove --count \(typed)",
            meantWindow: "own", typedWindow: "other", meantPosition: nowhere,
            typedPosition: nowhere)
    }

    static func alarm(holdsFor: Int64, through: SubsystemID? = nil, windows: Int = 1) -> AlarmSpec {
        AlarmSpec(
            name: "gets-failing", position: nowhere, probe: Goodput(windows: windows),
            raised: .below(0.9), holdsFor: .seconds(holdsFor), seenBy: "on-call",
            seenThrough: through)
    }

    static func response(after: Int64) -> ResponseSpec {
        ResponseSpec(
            path: "response[0]", position: nowhere, alarm: 0, after: .seconds(after),
            does: verb(.fullRestart, of: ["index"], count: nil))
    }

    static func verb(_ verb: VerbName, of: [String], count: String?) -> VerbTemplate {
        VerbTemplate(
            verb: verb, position: nowhere, of: of, count: count, on: nil, line: nil)
    }

    static let header = RunHeader(
        id: "r", experiment: "e", experimentHash: "", fleetKind: "scripted", seed: 7, build: "b",
        inputs: [])

    private static func subsystem(_ name: String) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: nowhere, minimum: .count(1), cells: nil, state: nil,
            restart: RestartSpec(
                boot: .seconds(1), load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
                slowedAbove: nil, fails: .none),
            servesFrom: .none, needs: .none, slots: 1)
    }

    private static func group(_ name: String, _ count: Int, _ carries: [Int]) -> GroupSpec {
        GroupSpec(
            name: name, position: nowhere, count: count, carries: carries.map { SubsystemID($0) },
            restartAge: .days(1), zones: [], drain: .zero, restartsAfter: nil)
    }
}

/// Runs a plan, and tells the first arm's events as lines of text.
func run(
    _ plan: Plan, diary: FleetDiary = FleetDiary(), observers: [any RunObserver] = [],
    interruption: any Interruption = NoInterruption(),
    fleet: @Sendable (Topology, FleetDiary) -> ScriptedFleet = { ScriptedFleet($0, diary: $1) }
) async -> Run {
    await Engine(observers: observers, interruption: interruption).run(
        plan: plan, header: Sample.header
    ) { _, topology, _ in fleet(topology, diary) }
}

func lines(_ run: Run, arm: Int = 0) -> [String] {
    run.arms[arm].events.map { "\($0.at) \(text($0.what))" }
}

private func text(_ what: RunEvent.What) -> String {
    switch what {
    case .phase(let phase): "phase \(phase)"
    case .step(let path, _, let summary): "\(path): \(summary)"
    case .injected(let path, let kind, let servers): "\(path) injected \(kind) \(servers)"
    case .reverted(let path, let kind): "\(path) reverted \(kind)"
    case .typed(let command, _, let line, let window, _):
        "typed \(command) \(line) in \(window ?? "-")"
    case .decided(let answer): "decided \(answer.name) \(answer.decision)"
    case .applied(let command, let servers, _): "applied \(command) \(servers)"
    case .ended(let command, let servers, let how): "ended \(command) \(servers) \(how)"
    case .alarm(let name, let isRaised, let reading):
        "\(name) \(isRaised ? "raised" : "cleared") at \(reading)"
    case .seen(let alarm, let by): "\(alarm) seen by \(by)"
    case .responded(let path, let alarm, let summary): "\(path) to \(alarm): \(summary)"
    case .fleet(let what): "fleet \(what)"
    case .acted(let late): "\(late.count) late by \(late.longest) at most"
    case .note(let note): "note \(note)"
    }
}
