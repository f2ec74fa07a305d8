import FumbleCompiler
import FumbleModel
import Testing

/// `processes:` in a fleet file: the programs of its groups, and how its operations are asked.
@Suite struct ProcessesTests {
    private static let processes = """
        processes:
          programs:
            shared:
              run: [./server, --name, "{server}", "--peers={addresses.client.index}"]
              environment: ["DATA={folder}"]
              ports: [client]
              ready: {answers: {port: client, path: /health}}
              serves: {port: client, path: /health}
            index:
              run: [./server, "{port.client}", "{address.client.shared-0}", "{{literal}", "{\\"a\\": 1}"]
              files: [{from: a.conf, to: conf/a.conf}]
              ports: [client, peer]
              ready: {accepts: {port: peer, within: 2s}}
              state: {files: ["data/*"], ages: {run: [./age, "{amount}"], adds: 3, per: 1d}}
              quota: {file: data/quota, of: data}
              stop: {signal: INT, within: 1s}
          asks:
            get: {of: index, port: client, path: "/x/{number}", keys: 10}
        """

    private static let experiment = Texts.experiment(
        method: "  - {at: 5m, fault: {crash: {of: index, count: 1 servers}}, for: 5m}",
        more: "stop-when: none")

    private static func compile(
        _ processes: String = processes, on kind: FleetKind = .processes
    ) -> Result<CompiledExperiment, FileMistakes> {
        Texts.compile(experiment, fleet: Texts.fleet + "\n" + processes, on: kind)
    }

    @Test func programsAreReadWithTheirPlaces() throws {
        let spec = try #require(try Self.compile().get().plan.fleet.processes)
        #expect(spec.programs.map(\.group) == [0, 1])
        let shared = spec.programs[0]
        #expect(shared.run[2].parts == [.place(.server)])
        #expect(
            shared.run[3].parts == [
                .text("--peers="), .place(.addresses("client", group: "index")),
            ])
        #expect(shared.ready.within == .seconds(10))
        #expect(shared.stop == ProgramSpec.Stop(signal: .terminate, within: .seconds(5)))
        let index = spec.programs[1]
        #expect(index.run[2].parts == [.place(.address("client", server: "shared-0"))])
        #expect(index.run[3].parts == [.text("{literal}")])
        #expect(index.run[4].parts == [.text("{\"a\": 1}")])
        #expect(index.files == [ProgramSpec.CopiedFile(from: "a.conf", to: "conf/a.conf")])
        #expect(index.ready.sign == .accepts(port: "peer"))
        #expect(spec.ask(of: OperationID(0))?.keys == 10)
        #expect(shared.quota == nil)
        #expect(index.quota == ProgramSpec.Quota(file: "data/quota", folder: "data"))
        #expect(shared.state == nil)
        #expect(index.state?.files == ["data/*"])
        #expect(index.state?.ages?.run.last?.parts == [.place(.amount)])
        #expect(index.state?.ages?.amount(for: .days(2)) == 6)
        #expect(index.state?.ages?.amount(for: .hours(1)) == 1, "rounded up")
    }

    @Test(arguments: [
        ("--name, \"{server}\"", "--name, \"{servre}\"", "has no place `{servre}`"),
        ("addresses.client.index", "addresses.client.indx", "there is no group `indx`"),
        ("addresses.client.index", "addresses.clients.index", "there is no port `clients`"),
        ("address.client.shared-0", "address.client.shared-6", "there is no server `shared-6`"),
        ("accepts: {port: peer", "accepts: {port: per", "there is no port `per`"),
        ("to: conf/a.conf", "to: ../a.conf", "leads out of the server's folder"),
        ("get: {of: index", "gte: {of: index", "there is no operation `gte`"),
        ("    shared:", "    shard:", "there is no group `shard`"),
        ("signal: INT", "signal: NIT", "`signal` cannot be `NIT`"),
        ("\"DATA={folder}\"", "DATA", "is no variable with its value"),
        ("\"data/*\"", "/data", "leads out of the server's folder"),
        ("file: data/quota", "file: ../quota", "leads out of the server's folder"),
        ("of: data}", "of: /data}", "leads out of the server's folder"),
        ("file: data/quota", "file: data/", "names no file: `data/`"),
        ("file: data/quota", "file: data", "`data` is the file and the folder at once"),
        ("quota: {file", "quota: {fiel", "has no field `fiel`"),
        ("\"{amount}\"", "\"{amuont}\"", "has no place `{amuont}`"),
        ("\"{amount}\"", "\"{number}\"", "what makes it older is not told by how much"),
        ("{{literal}", "{amount}", "`{amount}` stands only where a server is aged"),
        ("path: /health}}", "path: health}}", "must be a path that begins with `/`"),
    ]) func aMistakeIsToldAtItsPlace(right: String, wrong: String, message: String) {
        let text = Self.processes.replacing(right, with: wrong, maxReplacements: 1)
        #expect(text != Self.processes)
        let mistakes = Texts.mistakes(Self.compile(text))
        #expect(mistakes.contains { $0.contains(message) }, "\(mistakes)")
    }

    @Test func aFleetThatSaysNothingCannotBeStarted() {
        let mistakes = Texts.mistakes(Self.compile("processes: none"))
        #expect(mistakes.count == 1)
        #expect(mistakes.contains { $0.contains("does not say how it is started for real") })
        #expect(Texts.mistakes(Self.compile("processes: none", on: .simulated)).isEmpty)
    }

    @Test(arguments: [
        (
            "{corrupt-state: {of: index, count: 1 servers}}",
            "its program does not say what it keeps"
        ),
        (
            "{config-drift: {of: index, file: a, from: b, to: c}}", "its program has no file `a`"
        ),
        ("{stop: {of: index, count: 1 servers}}", nil),
        ("{deny-access: {to: index, by: clients}}", "`deny-access` cannot be done"),
        ("{latency: {of: index, by: 50ms}}", nil),
        ("{hang: {of: index, count: 1 servers}}", nil),
        ("{zone-loss: {zone: a}}", nil),
        (
            "{stale-restart: {of: index, age: 4y}}",
            "its program does not say what makes it older"
        ),
    ]) func whatProgramsCannotBeMadeToDoIsAMistake(fault: String, message: String?) {
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: \(fault), for: 5m}", more: "stop-when: none")
        let mistakes = Texts.mistakes(
            Texts.compile(text, fleet: Texts.startedFleet, on: .processes))
        guard let message else { return #expect(mistakes == []) }
        #expect(!mistakes.isEmpty)
        #expect(mistakes.allSatisfy { $0.contains(message) }, "\(mistakes)")
    }

    @Test(arguments: [
        ("latency: {of: index, by: 5ms}", "connections"),
        ("black-hole: {of: index}", "connections"),
        ("slow-disk: {of: index, by: 5ms}", "disks"), ("disk-full: {of: index}", "disks"),
        ("memory-pressure: {of: index, headroom: 1 MB}", "memory"),
        ("syscall-error: {of: index, call: fsync, error: EIO}", "system calls"),
        ("clock-skew: {of: index, by: 1h}", "clocks"),
    ])
    func aSimulatedFleetHasOnlyWhatIsModelled(fault: String, lack: String) {
        let text = Texts.experiment(method: "  - {at: 5m, fault: {\(fault)}, for: 5m}")
        let kind = fault.prefix { $0 != ":" }
        #expect(
            Texts.mistakes(Texts.compile(text)) == [
                "experiment.yaml:6:22 E0096 `\(kind)` needs real processes: a simulated fleet has no "
                    + lack
            ])
    }

    @Test func itsBrakeIsPartOfAPlanForRealProcesses() throws {
        let brake = """
            stop-when:
              answered: {probe: {goodput: {of: get}}, tolerance: {at-least: 50%}}
            """
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: {hang: {of: index}}, for: 5m}", more: brake)
        let real = try Texts.compile(text, fleet: Texts.startedFleet, on: .processes).get()
        #expect(real.plan.stopWhen.map(\.name) == ["answered"])
        let simulated = try Texts.compile(text, fleet: Texts.startedFleet).get()
        #expect(simulated.plan.stopWhen.isEmpty)
    }

    @Test func everyGroupAndOperationIsNeededOnRealProcesses() {
        let text = """
            processes:
              programs:
                index: {run: [./server], ports: [client], ready: {accepts: {port: client}}}
            """
        let mistakes = Texts.mistakes(Self.compile(text))
        #expect(mistakes.contains { $0.contains("group `shared` has no program to start") })
        #expect(mistakes.contains { $0.contains("nothing says how `get` is asked") })
        #expect(Texts.mistakes(Self.compile(text, on: .simulated)).isEmpty)
    }

    static let redis = """
        fumble: fleet/v1
        name: redis
        subsystems:
          store:
            minimum: 2 servers
            restart: {boot: 1s}
            roles: {primary: one, promotes-after: 2s, needed-by: set}
          watch: {minimum: 1 servers, restart: {boot: 1s}}
        servers:
          - {group: redis, count: 3, carries: [store], restart-age: 30d}
          - {group: sentinel, count: 3, carries: [watch], restart-age: 30d}
        operations:
          set: {path: [store], rate: 10/s, service: 1ms, timeout: 1s}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        processes:
          programs:
            redis: &server {run: [redis], ports: [client], ready: {accepts: {port: client}}}
            sentinel: *server
          roles:
            store: {run: [ask, "{address.client.sentinel-1}"], within: 2s}
          asks:
            set: {resp: {sentinels: sentinel, port: client, name: store, keys: 7}}
        """

    static func compileRedis(
        _ fleet: String, _ fault: String = "crash: {primary-of: store}"
    ) -> Result<CompiledExperiment, FileMistakes> {
        let experiment = """
            fumble: experiment/v1
            name: drill
            claim: A primary is missed by nobody for long.
            fleet: fleet.yaml
            method: [{at: 10s, fault: {\(fault)}, for: 10s}]
            stop-when: none
            settle: 10s
            horizon: 1m
            expect: {promises: {capacity: kept}}
            """
        return Texts.compile(experiment, fleet: fleet, on: .processes)
    }

    @Test func primariesAreNamedAndWrittenTo() throws {
        let spec = try #require(try Self.compileRedis(Self.redis).get().plan.fleet.processes)
        #expect(spec.roles.map(\.subsystem) == [SubsystemID(0)])
        #expect(spec.roles[0].run[1].parts == [.place(.address("client", server: "sentinel-1"))])
        #expect(spec.roles[0].within == .seconds(2))
        #expect(spec.roles[0].every == .milliseconds(250))
        #expect(spec.asks == [])
        #expect(spec.writes.map(\.sentinels) == [1])
        #expect(spec.writes.map(\.keys) == [7])
        #expect(spec.isAsked(OperationID(0)))
    }

    @Test func severalMayBeAskedWhoThePrimaryIs() throws {
        let fleet = Self.redis.replacing(
            "{run: [ask, \"{address.client.sentinel-1}\"]",
            with: "{of: sentinel, run: [ask, \"{port.client}\"]")
        let role = try Self.compileRedis(fleet).get().plan.fleet.processes?.roles.first
        #expect(role?.of == 1)
        #expect(role?.run[1].parts == [.place(.port("client"))])
    }

    @Test func aPrimaryThatNobodyNamesCannotBeHit() {
        let role = """
              roles:
                store: {run: [ask, "{address.client.sentinel-1}"], within: 2s}

            """
        let fleet = Self.redis.replacing(role, with: "")
        #expect(fleet != Self.redis)
        let mistakes = Texts.mistakes(Self.compileRedis(fleet))
        #expect(mistakes.count == 1)
        #expect(
            mistakes.allSatisfy {
                $0.contains("nothing says how the primary of `store` is found on real processes")
            }, "\(mistakes)")
    }

    private static func traced(_ method: String) -> [String] {
        Texts.mistakes(
            Texts.compile(
                Texts.experiment(method: method, more: "stop-when: none"),
                fleet: Texts.fleet + "\n" + processes, on: .processes))
    }

    private static let slowDisk =
        "  - {at: 5m, fault: {slow-disk: {of: index, count: 1 servers, by: 5ms}}, for: 5m}\n"

    @Test(arguments: [
        "at: 6m, fault: {syscall-error: {of: index, count: 1 servers, call: fsync, error: EIO}}, for: 1m",
        "at: 9m, fault: {slow-disk: {group: shared, by: 9ms}}, for: 2m",
    ]) func twoTracersAtOneTimeAreAMistake(second: String) {
        let mistakes = Self.traced(Self.slowDisk + "  - {\(second)}")
        #expect(mistakes.count == 1)
        #expect(mistakes.allSatisfy { $0.contains("a process has one at a time") }, "\(mistakes)")
        #expect(mistakes.allSatisfy { $0.contains("experiment.yaml:7:22 ") }, "\(mistakes)")
    }

    @Test(arguments: [
        "at: 10m, fault: {slow-disk: {of: index, count: 1 servers, by: 9ms}}, for: 1m",
        "at: 6m, fault: {hang: {of: index, count: 1 servers}}, for: 1m",
    ]) func tracersOneAfterTheOtherAreNone(second: String) {
        #expect(Self.traced(Self.slowDisk + "  - {\(second)}") == [])
    }

    private static func dropping(_ needs: String) -> [String] {
        let fleet = Texts.startedFleet.replacing(
            "billing: {minimum: 50%}", with: "billing: {minimum: 50%, needs: {\(needs): [index]}}"
        ).replacing(
            "playbook:\n",
            with: "playbook:\n  around:\n    usage: ctl around NAME\n"
                + "    does: {drop-need: {of: billing, on: NAME}}\n")
        let method = "  - {at: 5m, operator: {meant: ctl around index}}"
        let response =
            "response: [{when: gets-failing, does: {drop-need: {of: billing, on: index}}}]"
        let experiment = Texts.experiment(
            method: method, more: "stop-when: none\n\(response)")
        return Texts.mistakes(Texts.compile(experiment, fleet: fleet, on: .processes))
    }

    /// Programs that need one another go on needing one another; people find another way.
    @Test func onlyWhatPeopleNeedCanBeDropped() {
        #expect(Self.dropping("to-operate") == [])
        let mistakes = Self.dropping("to-serve")
        #expect(mistakes.count == 2)
        #expect(
            mistakes.allSatisfy { $0.contains("cannot be done to real processes") }, "\(mistakes)")
    }
}
