import FumbleCatalog
import FumbleDocument
import FumbleModel
import Testing

/// Ten servers: six carry billing and index, four only index. Index needs seven, billing two.
enum SmallFleet {
    static let spec = FleetSpec(
        name: "small", environment: "prod", zones: [],
        subsystems: [subsystem("index", atLeast: 7), subsystem("billing", atLeast: 2)],
        groups: [group("shared", 6, [index, billing], age: .years(4)), group("own", 4, [index])],
        operations: [], dependents: [], alarms: [], promises: [], playbook: [], guards: [],
        noticesAfter: .zero)
    static let topology = Topology(spec)
    static let index = SubsystemID(0)
    static let billing = SubsystemID(1)

    static func view(
        serving: [Int] = [10, 6], at instant: Instant = now,
        ledger: [FleetView.Removal] = [], dead: [Int] = [], of fleet: FleetSpec = spec,
        before: [Tally] = []
    ) -> FleetView {
        var lives = [Life](repeating: .serving, count: topology.serverCount)
        for server in dead { lives[server] = .crashed }
        return FleetView(
            fleet: fleet, topology: topology, tally: tally(serving, at: instant), before: before,
            ledger: ledger, lives: lives, runBegan: .start)
    }

    static func tally(_ serving: [Int], at instant: Instant) -> Tally {
        Tally(at: instant, serving: serving, leaving: [0, 0], operable: [true, true])
    }

    static func request(
        _ servers: [Int], verb: VerbName = .removeServers, stage: GuardRequest.Stage = .whole,
        named: [SubsystemID] = [billing], arguments: [(String, String?)] = [],
        field: String? = nil,
        window: String? = nil, onBreach: OnBreach = .refuse, takesFromService: Bool = false,
        share: Share? = nil, deed: String? = nil, testimony: Testimony = .none,
        progress: GuardRequest.Progress = .init(typedAt: now, done: [], lastBatchAt: nil),
        seed: UInt64 = 1, isByName: Bool = false
    ) -> GuardRequest {
        GuardRequest(
            stage: stage, verb: verb, named: named, servers: servers.map { ServerID($0) },
            line: "remove", arguments: arguments.map { .init(name: $0.0, text: $0.1) },
            field: field, window: window, onBreach: onBreach, takesFromService: takesFromService,
            share: share,
            deed: deed, testimony: testimony, progress: progress,
            luck: .drawn(RandomStream(seed: seed, name: "guard/test")), isByName: isByName)
    }

    /// What an operator says who meant some servers; of whom the dry run showed some.
    static func testimony(
        meant: [Int]? = nil, meantDeed: String? = nil, confirms: String? = nil,
        dryRun: [Int]? = nil, shown: String? = nil,
        age: TimeSpan = .minutes(1), ticket: String? = nil, isAtTerminal: Bool = true,
        hasSecondPerson: Bool = true
    ) -> Testimony {
        Testimony(
            meant: meant?.map { ServerID($0) }, meantDeed: meantDeed, confirmation: confirms,
            dryRun: dryRun.map {
                .init(servers: $0.map { ServerID($0) }, deed: shown, at: now - age)
            },
            ticket: ticket, isAtTerminal: isAtTerminal, hasSecondPerson: hasSecondPerson)
    }

    /// The same servers, where billing needs index, and index has two cells of five, quorum three.
    static let bound = FleetSpec(
        name: "small", environment: "prod", zones: [],
        subsystems: [
            subsystem(
                "index", atLeast: 7, cells: CellSpec(count: 2, replicas: 5, quorum: .count(3))),
            subsystem(
                "billing", atLeast: 2, needs: Needs(toServe: [index], toStart: [], toOperate: [])),
        ], groups: spec.groups, operations: [], dependents: [], alarms: [], promises: [],
        playbook: [], guards: [], noticesAfter: .zero)

    static let now = Instant.start + .minutes(10)

    static func removal(_ servers: [Int], at instant: Instant) -> FleetView.Removal {
        .init(
            at: instant, servers: servers.count,
            bySubsystem: topology.tally(of: servers.map { ServerID($0) }))
    }

    /// A guard as a fleet file declares it.
    static func guarding(_ text: String) throws -> any Guard {
        let document = try YAMLReader.read(Array(text.utf8), file: "guard.yaml")
        var reading = Reading()
        let chosen = Catalog.standard().guards.read(document.root, &reading)
        #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.sorted)")
        return try #require(chosen).value
    }

    /// What a guard says of a request.
    static func review(
        _ text: String, _ request: GuardRequest, _ view: FleetView = view(),
        at instant: Instant = now
    ) throws -> GuardDecision {
        var mechanism = try guarding(text)
        return mechanism.review(request, in: view, at: instant)
    }

    private static let place = SourcePosition(file: "fleet.yaml", line: 1, column: 1)

    private static func subsystem(
        _ name: String, atLeast minimum: Int, cells: CellSpec? = nil, needs: Needs = .none
    ) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: place, minimum: .count(minimum), cells: cells, state: nil,
            restart: RestartSpec(
                boot: .seconds(1), load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
                slowedAbove: nil, fails: .none),
            servesFrom: .none, needs: needs, slots: 1)
    }

    private static func group(
        _ name: String, _ count: Int, _ carries: [SubsystemID], age: TimeSpan = .days(30)
    ) -> GroupSpec {
        GroupSpec(
            name: name, position: place, count: count, carries: carries, restartAge: age,
            zones: [], drain: .zero, restartsAfter: nil)
    }
}
