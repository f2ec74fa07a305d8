import FumbleModel
import Testing

@testable import FumbleControl

/// Verbs that reach past servers: configurations, access, routes, doors.
@Suite struct ReachTests {
    static let index = SubsystemID(0)
    static let get = OperationID(0)

    static func does(
        _ verb: VerbName, of: [String] = [], count: String? = nil, _ detail: VerbDetail? = nil
    ) -> VerbTemplate {
        VerbTemplate(
            verb: verb, position: TestFleet.nowhere, of: of, count: count, on: nil, line: nil,
            detail: detail)
    }

    private static func world(
        _ does: VerbTemplate, usage: String, asks: [String] = [], guards: [GuardSpec] = []
    ) -> TestWorld {
        let operations = ["get", "put"].map { name in
            OperationSpec(
                name: name, position: TestFleet.nowhere,
                path: [PathStep(subsystem: index, service: .milliseconds(1))],
                rate: Frequency(perSecond: 1), timeout: .seconds(1), retries: .none)
        }
        let plain = TestFleet.fleet(
            ["index", "billing"],
            [
                TestFleet.group("shared", 6, carries: [0, 1]),
                TestFleet.group("own", 4, carries: [0]),
            ],
            [
                TestFleet.entry("it", usage, does, asks: asks),
                TestFleet.entry("stop", "ctl stop", TestFleet.does(.cancelCommand)),
            ], guards: guards)
        return TestWorld(
            FleetSpec(
                name: plain.name, environment: "prod", zones: [], subsystems: plain.subsystems,
                groups: plain.groups, operations: operations, dependents: [], alarms: [],
                promises: [], playbook: plain.playbook, guards: plain.guards, noticesAfter: .zero))
    }

    private static func push(
        _ effect: ConfigEffect = .refuse, canary: Canary? = nil, asks: [String] = [],
        guards: [GuardSpec] = []
    ) -> TestWorld {
        world(
            does(
                .pushConfig, of: ["SUBSYSTEM"], count: "COUNT", .config(effect, canary: canary)),
            usage: "ctl push --subsystem SUBSYSTEM --count COUNT", asks: asks, guards: guards)
    }

    private static let two = Canary(count: .count(2), wait: .minutes(10))

    /// The servers that each configuration reached, when, and what it made of them.
    private func pushes(_ world: TestWorld) -> [String] {
        world.log.compactMap { entry in
            guard case .apply(.configure(let servers, let subsystem, let effect)) = entry.effect
            else { return nil }
            let of = subsystem.map { "\($0.index)" } ?? "all"
            return "\(entry.at) \(servers.count) of \(of): \(effect)"
        }
    }

    @Test func aPushReachesTheServersThatWereCounted() {
        var world = Self.push()
        world.type("ctl push --subsystem index --count 3", at: 300)
        #expect(pushes(world) == ["5m 3 of 0: refuse"])
        #expect(world.endings == ["1 done 3"])
        world.type("ctl push --subsystem index --count 11", at: 301)
        #expect(world.endings.last == "2 notUnderstood 0", "there are only ten")
    }

    @Test func theCanaryComesFirstAndTheOthersWait() {
        var world = Self.push(canary: Self.two)
        world.type("ctl push --subsystem index --count 9", at: 300)
        world.run(until: 899)
        #expect(pushes(world) == ["5m 2 of 0: refuse"])
        world.run(until: 900)
        #expect(pushes(world) == ["5m 2 of 0: refuse", "15m 7 of 0: refuse"])
        #expect(world.endings == ["1 done 9"])
    }

    @Test func aRollbackStopsAPushThatWaitsAndReachesEveryServer() {
        var world = Self.push(canary: Self.two)
        world.type("ctl push --subsystem index --count 9", at: 300)
        world.carryOut(Self.does(.rollbackConfig, of: ["billing"]), at: 400)
        #expect(world.endings.isEmpty, "that was another subsystem's")
        world.carryOut(Self.does(.rollbackConfig, of: ["index"]), at: 500)
        world.run(until: 86_400)
        #expect(world.endings == ["1 cancelled 2"])
        #expect(
            pushes(world) == [
                "5m 2 of 0: refuse", "6m40s 6 of 1: good", "8m20s 10 of 0: good",
            ])
    }

    @Test func aCancelTakesBackWhatWasPushed() {
        var world = Self.push(canary: Self.two)
        world.type("ctl push --subsystem index --count 9", at: 300)
        world.type("ctl stop", path: "method[1]", at: 400)
        world.run(until: 86_400)
        #expect(pushes(world) == ["5m 2 of 0: refuse", "6m40s 2 of 0: good"])
        #expect(world.endings == ["1 cancelled 2", "2 done 2"])
    }

    @Test func theCanaryOfAResponseIsNotForgotten() {
        var world = Self.push()
        world.carryOut(
            Self.does(.pushConfig, of: ["index"], .config(.slow(2), canary: Self.two)), at: 0)
        world.run(until: 86_400)
        #expect(pushes(world) == ["0s 2 of 0: slow(2.0)", "10m 8 of 0: slow(2.0)"])
    }

    @Test func guardsPaceWhatTakesServersFromService() {
        let guards = [
            TestFleet.mechanism("rate", Pacing(pace: Pace(servers: 2, per: .minutes(5))))
        ]
        var world = Self.push(asks: ["rate"], guards: guards)
        world.type("ctl push --subsystem index --count 5", at: 0)
        world.run(until: 86_400)
        #expect(pushes(world).map { $0.prefix(6) } == ["0s 2 o", "5m 2 o", "10m 1 "])
        var harmless = Self.push(.failToStart, asks: ["rate"], guards: guards)
        harmless.type("ctl push --subsystem index --count 2", at: 0)
        #expect(harmless.plane.ledger.isEmpty, "nothing left service")
    }

    @Test func guardsAreToldWhetherServersLeaveService() {
        let telling = Telling(viewLag: .zero) { request, _ in "\(request.takesFromService)" }
        for (effect, expected) in [
            (ConfigEffect.refuse, "true"), (.crash, "true"), (.slow(9), "false"),
            (.failToStart, "false"), (.good, "false"),
        ] {
            var world = Self.push(
                effect, asks: ["g"], guards: [TestFleet.mechanism("g", telling)])
            world.type("ctl push --subsystem index --count 1", at: 0)
            #expect(world.answers.first?.decision == .warn(reason: expected), "\(effect)")
        }
    }

    @Test func theDoorOpensStepByStep() {
        let steps = VerbDetail.admission(
            steps: [10, 50, 100].map { Share.percent($0) }, every: .minutes(5))
        var world = Self.world(
            Self.does(.admit, of: ["OPERATION"], steps), usage: "ctl admit OPERATION")
        world.type("ctl admit get", at: 60)
        world.run(until: 86_400)
        #expect(doors(world) == ["1m 0 10%", "6m 0 50%", "11m 0 100%"])
        #expect(world.plane.nextDue == nil)
    }

    @Test func aSecondAdmissionReplacesTheFirstAndACancelLeavesTheDoorAsItIs() {
        let steps = VerbDetail.admission(
            steps: [10, 100].map { Share.percent($0) }, every: .minutes(5))
        var world = Self.world(
            Self.does(.admit, of: ["OPERATION"], steps), usage: "ctl admit OPERATION")
        world.carryOut(Self.does(.admit, steps), at: 0)
        world.type("ctl admit put", at: 100)
        world.run(until: 300)
        #expect(doors(world) == ["0s 0 10%", "0s 1 10%", "1m40s 1 10%", "5m 0 100%"])
        world.type("ctl stop", path: "method[1]", at: 350)
        world.run(until: 86_400)
        #expect(doors(world).count == 4)
        world.type("ctl admit nothing", at: 400)
        #expect(world.endings.last?.hasSuffix("notUnderstood 0") == true)
    }

    @Test func accessIsDeniedToEachThatIsNamed() {
        let detail = VerbDetail.access(by: ["clients", "billing"], share: .percent(35))
        var world = Self.world(Self.does(.denyAccess, of: ["index"], detail), usage: "ctl deny")
        world.type("ctl deny", at: 0)
        #expect(
            world.commands == [
                .deny(Self.index, to: .clients, share: .percent(35)),
                .deny(Self.index, to: .subsystem(SubsystemID(1)), share: .whole),
            ])
        world.carryOut(Self.does(.grantAccess, of: ["index"], detail), at: 1)
        #expect(
            world.commands.suffix(2) == [
                .deny(Self.index, to: .clients, share: .none),
                .deny(Self.index, to: .subsystem(SubsystemID(1)), share: .none),
            ])
    }

    @Test func aRouteIsOfEveryOperationWhereNoneIsNamed() {
        let route = VerbDetail.route(share: .percent(25), cutsOffOperators: true)
        var world = Self.world(Self.does(.withdrawRoute, route), usage: "ctl withdraw")
        world.type("ctl withdraw", at: 0)
        #expect(
            world.commands == [
                .withdraw(Self.get, share: .percent(25)),
                .withdraw(OperationID(1), share: .percent(25)), .setReach(isReachable: false),
            ])
        world.carryOut(Self.does(.announceRoute, of: ["get"]), at: 1)
        #expect(
            world.commands.suffix(2) == [
                .withdraw(Self.get, share: .none), .setReach(isReachable: true),
            ])
    }

    @Test func whoeverIsCutOffTypesNothing() {
        var world = Self.push()
        world.plane.reach.note(.reach(isReachable: false))
        world.type("ctl push --subsystem index --count 3", at: 0)
        #expect(world.commands.isEmpty)
        #expect(world.notes.count == 1)
        world.plane.reach.note(.reach(isReachable: true))
        world.plane.reach.note(.denied(subsystem: Self.index, to: .operators, share: .whole))
        world.type("ctl push --subsystem index --count 3", at: 1)
        #expect(world.commands.isEmpty)
        world.type("ctl push --subsystem billing --count 3", at: 2)
        #expect(world.commands.count == 1, "billing was not locked")
        world.type("ctl push --subsystem index --count 3", path: "automation.reaper", at: 3)
        #expect(world.commands.count == 2, "automation has keys of its own")
        world.plane.reach.note(.denied(subsystem: Self.index, to: .operators, share: .none))
        world.type("ctl push --subsystem index --count 3", at: 4)
        #expect(world.commands.count == 3)
    }

    @Test func summariesSayWhatIsDone() {
        #expect(
            Self.does(.pushConfig, of: ["index"], count: "5%", .config(.refuse, canary: Self.two))
                .summary
                == "push-config of index: 5%: a configuration that makes them refuse, 2 servers "
                + "first, the rest after 10m")
        #expect(
            Self.does(
                .admit, of: ["get"],
                .admission(steps: [.percent(10), .whole], every: .minutes(5))
            ).summary == "admit of get: 10%, 100%, one every 5m")
    }

    private static func deed(
        _ verb: VerbName, servers: Int = 0, named: Bool = true, operations: [Int] = [],
        askers: [Asker] = [], _ detail: VerbDetail? = nil
    ) -> ResolvedDeed {
        ResolvedDeed(
            verb: verb, named: named ? [index] : [],
            subsystems: named ? [index] : [index, SubsystemID(1)],
            servers: (0..<servers).map { ServerID($0) }, need: SubsystemID(1), line: "ctl stop",
            share: .percent(30), operations: operations.map { OperationID($0) }, askers: askers,
            detail: detail)
    }

    private static let said: [(ResolvedDeed, String)] = [
        (deed(.removeServers, servers: 1), "remove 1 server of `index`"),
        (deed(.addServers, servers: 2), "add 2 servers of `index`"),
        (deed(.restartServers, servers: 2, named: false), "restart 2 servers of all 2 subsystems"),
        (deed(.fullRestart, servers: 6), "restart all of `index`"),
        (deed(.dropNeed), "let `index` do without `billing`"),
        (deed(.cancelCommand), "cancel every command being carried out"),
        (deed(.type), "type `ctl stop`"),
        (deed(.deleteData), "delete 30% of the data of `index`"),
        (deed(.restore, named: false), "restore all 2 subsystems from their copies"),
        (
            deed(.pushConfig, servers: 3, .config(.refuse, canary: two)),
            "give 3 servers of `index` a configuration that makes them refuse, 2 servers first, "
                + "the rest after 10m"
        ),
        (
            deed(.rollbackConfig, servers: 3),
            "give 3 servers of `index` the good configuration back, and stop pushes under way"
        ),
        (
            deed(
                .denyAccess, askers: [.clients, .operators],
                .access(by: ["clients", "operators"], share: .percent(35))),
            "have `index` refuse 35% of what clients ask and operators"
        ),
        (
            deed(.grantAccess, askers: [.subsystem(SubsystemID(1))]),
            "let `billing` have access to `index` again"
        ),
        (
            deed(
                .withdrawRoute, operations: [0],
                .route(share: .percent(25), cutsOffOperators: true)),
            "cut 25% of clients off from `get`, and operators from the control plane"
        ),
        (
            deed(.announceRoute, operations: [0, 1]),
            "let all clients of all 2 operations, and operators, find the way again"
        ),
        (
            deed(
                .admit, operations: [1],
                .admission(steps: [.percent(10), .percent(50)], every: .minutes(5))),
            "let 10% of the clients of `put` in, then 50%, one step every 5m, and turn the others "
                + "away"
        ),
    ]

    @Test func everyVerbSaysInPlainWordsWhatItWouldDo() {
        let world = Self.push()
        let fleet = world.plane.fleet
        #expect(
            Self.said.map(\.0.verb.rawValue).sorted() == VerbName.allCases.map(\.rawValue).sorted())
        for (deed, words) in Self.said { #expect(deed.words(in: fleet) == words) }
        let report = LineReport(fleet: fleet, topology: world.topology, book: ServerBook(fleet))
        for (deed, words) in Self.said where deed.servers.isEmpty {
            let preview = Preview("x", .deed(entry: "it", deed), world.topology)
            #expect(report.opening(preview, serving: [10, 6]).lines.first == "would \(words)")
        }
    }

    /// A configuration that takes servers from service shows what is left, as a removal does.
    @Test func whatAPushTakesFromServiceIsShown() {
        let world = Self.push()
        let fleet = world.plane.fleet
        let report = LineReport(fleet: fleet, topology: world.topology, book: ServerBook(fleet))
        func opening(_ effect: ConfigEffect) -> [String] {
            let deed = Self.deed(.pushConfig, servers: 3, .config(effect, canary: nil))
            let preview = Preview(
                "x", .deed(entry: "it", deed), world.topology, servers: deed.servers)
            return report.opening(preview, serving: [10, 6]).lines
        }
        #expect(opening(.refuse).contains { $0.contains("index") && $0.contains(" 7 ") })
        #expect(opening(.good).count == 2)
    }

    private func doors(_ world: TestWorld) -> [String] {
        world.log.compactMap { entry in
            guard case .apply(.admit(let operation, let share)) = entry.effect else { return nil }
            return "\(entry.at) \(operation.index) \(share)"
        }
    }
}
