import FumbleCompiler
import FumbleModel
import Testing

/// Configurations, access, routes, doors and automation, from the file to the plan.
@Suite struct ReachTests {
    static let index = SubsystemID(0)

    private func fault(_ text: String, then rest: String = "") throws -> any Fault {
        let method = "  - {at: 5m, fault: \(text), for: 30m}"
        let plan = try Texts.compile(Texts.experiment(method: method + rest)).get().plan
        guard case .inject(let planned, _) = plan.method[0].action else {
            throw Missing()
        }
        return planned.fault
    }

    private struct Missing: Error {}

    private func commands(_ text: String) throws -> [[FleetCommand]] {
        let fleet = try Texts.compile(
            Texts.experiment(method: "  - {at: 5m, fault: \(text), for: 30m}")
        ).get().plan.fleet
        let fault = try fault(text)
        let servers = [ServerID(1), ServerID(2)]
        return [fault.commands(on: servers, of: fleet), fault.undo(on: servers, of: fleet)]
    }

    @Test func configurationsOfASubsystemAndOfWholeServers() throws {
        let servers = [ServerID(1), ServerID(2)]
        #expect(
            try commands("{push-config: {of: index, count: 2, makes: {slow: 4x}}}") == [
                [.configure(servers, of: Self.index, makes: .slow(4))],
                [.configure(servers, of: Self.index, makes: .good)],
            ])
        #expect(
            try commands("{push-config: {group: shared, makes: fail-to-start}}") == [
                [.configure(servers, of: nil, makes: .failToStart)],
                [.configure(servers, of: nil, makes: .good)],
            ])
        let canary = try fault(
            "{push-config: {of: index, makes: refuse, canary: {count: 20%, for: 10m}}}"
        ).canary
        #expect(canary == Canary(count: .share(.percent(20)), wait: .minutes(10)))
    }

    @Test func accessIsDeniedInPartToClientsAndWhollyToOthers() throws {
        let fleet = Texts.fleet.replacing(
            "billing: {minimum: 50%}", with: "billing: {needs: {to-serve: [index]}}")
        let method = """
              - at: 5m
                fault: {deny-access: {to: index, by: [clients, billing, operators], share: 35%}}
                for: 30m
            """
        let plan = try Texts.compile(Texts.experiment(method: method), fleet: fleet).get().plan
        guard case .inject(let planned, _) = plan.method[0].action else { throw Missing() }
        #expect(
            planned.fault.commands(on: [], of: plan.fleet) == [
                .deny(Self.index, to: .clients, share: .percent(35)),
                .deny(Self.index, to: .subsystem(SubsystemID(1)), share: .whole),
                .deny(Self.index, to: .operators, share: .whole),
            ])
    }

    @Test func routesOfEveryOperationAndOfPeople() throws {
        let get = OperationID(0)
        #expect(
            try commands("{withdraw-route: {share: 25%, operators: cut-off}}") == [
                [.withdraw(get, share: .percent(25)), .setReach(isReachable: false)],
                [.withdraw(get, share: .none), .setReach(isReachable: true)],
            ])
        #expect(
            try commands("{withdraw-route: {of: get}}") == [
                [.withdraw(get, share: .whole)], [.withdraw(get, share: .none)],
            ])
    }

    private static func with(automation: String) -> String {
        Texts.fleet + "\nautomation:\n" + automation
    }

    private static let crash = Texts.experiment(
        method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}")

    @Test func automationOnAClockAndAboutAlarms() throws {
        let fleet = Self.with(
            automation: """
                  reaper: {every: 10m, from: 2m, until: 1h, does: {type: {line: ctl remove --subsystem billing --count 1}}}
                  doorman: {when: gets-failing, after: 5m, does: {admit: {of: get, steps: [10%, 100%], every: 5m}}}
                  later: {every: 20m, does: {rollback-config: {of: index}}}
                """)
        let automation = try Texts.compile(Self.crash, fleet: fleet).get().plan.fleet.automation
        #expect(
            automation.map(\.path) == [
                "automation.reaper", "automation.doorman", "automation.later",
            ])
        #expect(
            automation.map(\.trigger) == [
                .clock(every: .minutes(10), from: .minutes(2), until: .hours(1)),
                .alarm(0, after: .minutes(5)),
                .clock(every: .minutes(20), from: .minutes(20), until: nil),
            ])
        let compiled = try Texts.compile(Self.crash, fleet: fleet).get()
        #expect(
            PlanSketch(compiled.plan, topology: compiled.topology, seed: 1).automation == [
                "reaper, every 10m from 2m until 1h: type `ctl remove --subsystem billing --count 1`",
                "doorman, 5m after gets-failing is raised: admit of get: 10%, 100%, one every 5m",
                "later, every 20m from 20m: rollback-config of index",
            ])
        #expect(
            automation[1].does.detail
                == .admission(steps: [.percent(10), .whole], every: .minutes(5)))
    }

    @Test func aVerbLooksUpWhatItNames() {
        let response = """
            response:
              - {when: gets-failing, does: {admit: {of: gett, share: 10%}}}
              - {when: gets-failing, does: {announce-route: {of: index}}}
              - {when: gets-failing, does: {deny-access: {to: indx, by: [billin, clients]}}}
              - {when: gets-failing, does: {rollback-config: {of: get}}}
            """
        let method = "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}"
        let mistakes = Texts.mistakes(
            Texts.compile(Texts.experiment(method: method, more: response)))
        #expect(
            mistakes.map { $0.drop { $0 != " " }.dropFirst() } == [
                "E0053 there is no operation `gett`", "E0053 there is no operation `index`",
                "E0050 there is no subsystem `indx`", "E0050 there is no subsystem `billin`",
                "E0050 there is no subsystem `get`",
            ])
    }

    @Test func aPlanSaysWhatAFaultDoesAndWhomItTakes() throws {
        let method = """
              - {at: 5m, fault: {push-config: {of: index, count: 4, makes: refuse, canary: {count: 1, for: 1m}}}, for: 5m}
              - {after: 5m, fault: {push-config: {of: index, count: 4, makes: fail-to-start}}, for: 5m}
              - {after: 5m, fault: {withdraw-route: {of: get, share: 25%}}, for: 5m}
            """
        let compiled = try Texts.compile(Texts.experiment(method: method)).get()
        let steps = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1).steps
        let kinds = steps.map { step -> String in
            if case .fault(let kind, _, _, _) = step.what { kind } else { "" }
        }
        #expect(
            kinds == [
                "push-config, a configuration that makes them refuse, 1 server first, the rest "
                    + "after 1m",
                "push-config, a configuration that will not let them start",
                "withdraw-route, 25% of clients",
            ])
        #expect(steps.map { $0.left[0] } == [6, 6, 6], "a time bomb takes nobody from service")
    }

    @Test func aTypedPushIsCountedInServers() throws {
        let fleet = Texts.fleet.replacing(
            "playbook:",
            with: """
                playbook:
                  push:
                    usage: cfg push --subsystem SUBSYSTEM --count COUNT
                    does: {push-config: {of: SUBSYSTEM, count: COUNT, makes: crash, canary: {count: 1, for: 5m}}}
                    asks: [floor]
                """)
        let method = """
              - at: 5m
                operator:
                  meant: cfg push --subsystem index --count 2
                  typed: cfg push --subsystem index --count 8
            """
        let compiled = try Texts.compile(Texts.experiment(method: method), fleet: fleet).get()
        let step = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1).steps[0]
        guard case .typed(let meant, let typed) = step.what else { throw Missing() }
        #expect(meant.servers == 2)
        #expect(typed.servers == 8)
        #expect(typed.asks == ["floor"])
        #expect(step.left[0] == 2)
    }
}
