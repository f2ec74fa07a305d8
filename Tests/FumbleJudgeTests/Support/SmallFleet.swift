import FumbleModel

/// A fleet of 100 servers: all carry the index, 60 of them billing too.
enum SmallFleet {
    static let index = SubsystemID(0)
    static let billing = SubsystemID(1)
    static let get = OperationID(0)
    static let put = OperationID(1)

    static func position(_ line: Int) -> SourcePosition {
        SourcePosition(file: "experiment.yaml", line: line, column: 5)
    }

    static let spec = FleetSpec(
        name: "small", environment: "prod", zones: [],
        subsystems: [
            subsystem("index", minimum: 70, toStart: [], cells: 20),
            subsystem("billing", minimum: 50, toStart: []),
        ],
        groups: [group("shared", 60, [index, billing]), group("index", 40, [index])],
        operations: [operation("get"), operation("put")],
        dependents: [
            DependentSpec(
                name: "chat", position: position(3), sends: put, rate: Frequency(perSecond: 4),
                queue: 1000, drainsAt: Frequency(perSecond: 8))
        ],
        alarms: [
            AlarmSpec(
                name: "gets", position: position(4), probe: ShareProbe(operation: get),
                raised: .below(0.95), holdsFor: .minutes(1), seenBy: "on-call", seenThrough: nil)
        ],
        promises: [
            PromiseSpec(name: "capacity", position: position(10), promise: MinimumPromise()),
            PromiseSpec(name: "pace", position: position(11), promise: RemovalPromise(atMost: 2)),
        ],
        playbook: [
            PlaybookEntry(
                name: "remove", position: position(5), usage: "remove --count COUNT",
                usagePosition: position(5), parsing: .strict,
                does: VerbTemplate(
                    verb: .removeServers, position: position(6), of: ["billing"], count: "COUNT",
                    on: nil, line: nil), asks: ["floor", "rate"], skips: [])
        ],
        guards: [guardSpec("floor", keeps: "capacity"), guardSpec("rate", keeps: "pace")],
        noticesAfter: .seconds(10))

    static func subsystem(
        _ name: String, minimum: Double, toStart: [SubsystemID], cells: Int? = nil
    ) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: position(1), minimum: .share(.percent(minimum)),
            cells: cells.map { CellSpec(count: $0, replicas: 5, quorum: .count(3)) },
            state: nil,
            restart: RestartSpec(
                boot: .seconds(40), load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
                slowedAbove: nil, fails: .none),
            servesFrom: .percent(70),
            needs: Needs(toServe: [], toStart: toStart, toOperate: []), slots: 8)
    }

    private static func group(_ name: String, _ count: Int, _ carries: [SubsystemID]) -> GroupSpec {
        GroupSpec(
            name: name, position: position(2), count: count, carries: carries,
            restartAge: .years(4), zones: [], drain: .zero, restartsAfter: nil)
    }

    private static func operation(_ name: String) -> OperationSpec {
        OperationSpec(
            name: name, position: position(20),
            path: [PathStep(subsystem: index, service: .milliseconds(4))],
            rate: Frequency(perSecond: 10), timeout: .seconds(1), retries: .none)
    }

    private static func guardSpec(_ name: String, keeps: String) -> GuardSpec {
        GuardSpec(
            name: name, position: position(30), keeps: keeps, kind: "double",
            mechanism: UnaskedGuard(), onBreach: .refuse, decidesIn: .milliseconds(40))
    }

    static func with(subsystems: [SubsystemSpec]) -> FleetSpec { changed(subsystems: subsystems) }

    /// The same fleet as it was before anybody thought of guards.
    static let unguarded = changed(guards: [])

    private static func changed(
        subsystems: [SubsystemSpec] = spec.subsystems, guards: [GuardSpec] = spec.guards
    ) -> FleetSpec {
        FleetSpec(
            name: spec.name, environment: spec.environment, zones: spec.zones,
            subsystems: subsystems, groups: spec.groups, operations: spec.operations,
            dependents: spec.dependents, alarms: spec.alarms, promises: spec.promises,
            playbook: spec.playbook, guards: guards, noticesAfter: spec.noticesAfter)
    }
}
