import FumbleControl
import FumbleModel
import Testing

@Suite struct ResolverTests {
    private func preview(
        _ line: String, _ parsing: PlaybookEntry.Parsing = .strict, seed: UInt64 = 1,
        path: String = "method[0]"
    ) -> Preview {
        let fleet = TestFleet.objectStore(parsing: parsing)
        return .of(
            line, in: nil, fleet: fleet, topology: Topology(fleet), seed: seed, path: path)
    }

    private func words(_ preview: Preview) -> String {
        switch preview.outcome {
        case .deed(let entry, let deed):
            "\(entry): \(preview.servers.count) servers \(preview.bySubsystem), "
                + "named \(deed.named.map(\.index))"
        case .elsewhere(_, let environment): "elsewhere: \(environment)"
        case .notUnderstood(let error): "\(error.offset): \(error.message)"
        }
    }

    static let strict: [(String, String)] = [
        (
            "--env prod --subsystem billing --count 4",
            "remove: 4 servers [4, 4, 4, 0, 0], named [2]"
        ),
        (
            "--env prod --subsystem billing --count 44",
            "remove: 44 servers [44, 44, 44, 0, 0], named [2]"
        ),
        (
            "--env prod --subsystem storage --count 900",
            "remove: 900 servers [0, 0, 0, 900, 900], named [3]"
        ),
        ("--env staging --subsystem billing --count 44", "elsewhere: staging"),
        ("--env Prod --subsystem nothing --count x", "elsewhere: Prod"),
        (
            "--env 'pr od' --subsystem billing --count 44",
            "22: `ENV` must be the name of an environment, not `pr od`"
        ),
        (
            "--env prod --subsystem biling --count 4",
            "39: `biling` is no subsystem of this fleet"
        ),
        (
            "--env prod --subsystem 'bill*' --count 4",
            "39: `bill*` is no subsystem of this fleet"
        ),
        (
            "--env prod --subsystem billing --count 61",
            "55: `COUNT` is 61, and `billing` has 60 servers serving"
        ),
        (
            "--env prod --subsystem billing --count 99999999999999999999",
            "55: `COUNT` is 99999999999999999999, and `billing` has 60 servers serving"
        ),
        ("--env prod --subsystem billing --count 0", "55: `COUNT` must be at least 1, not `0`"),
        (
            "--env prod --subsystem billing --count 044",
            "55: `COUNT` must not begin with a zero: `044`"
        ),
        (
            "--env prod --subsystem billing --count -4",
            "55: `COUNT` must be a whole number, in digits alone, not `-4`"
        ),
        (
            "--env prod --subsystem billing --count +4",
            "55: `COUNT` must be a whole number, in digits alone, not `+4`"
        ),
        (
            "--env prod --subsystem billing --count 4.0",
            "55: `COUNT` must be a whole number, in digits alone, not `4.0`"
        ),
        (
            "--env prod --subsystem billing --count 4%",
            "55: `COUNT` must be a whole number, in digits alone, not `4%`"
        ),
        (
            "--env prod --subsystem billing --count 4k",
            "55: `COUNT` must be a whole number, in digits alone, not `4k`"
        ),
        (
            "--env prod --subsystem billing --count ٤",
            "55: `COUNT` must be a whole number, in digits alone, not `٤`"
        ),
        (
            "--env prod --subsystem billing --count all",
            "55: `COUNT` must be a whole number, in digits alone, not `all`"
        ),
    ]

    @Test(arguments: strict)
    func `a strict line comes to`(_ line: String, _ expected: String) {
        #expect(words(preview("fleetctl remove " + line)) == expected)
    }

    static let lenient: [(String, String)] = [
        ("", "remove: 1000 servers [100, 60, 60, 900, 900], named []"),
        ("--subsystem billing", "remove: 60 servers [60, 60, 60, 0, 0], named [2]"),
        ("--subsystem billing --count 50%", "remove: 30 servers [30, 30, 30, 0, 0], named [2]"),
        ("--subsystem billing --count 1%", "remove: 1 servers [1, 1, 1, 0, 0], named [2]"),
        ("--subsystem billing --count all", "remove: 60 servers [60, 60, 60, 0, 0], named [2]"),
        ("--subsystem billing --count 61", "remove: 60 servers [60, 60, 60, 0, 0], named [2]"),
        ("--subsystem billing --count 04", "remove: 4 servers [4, 4, 4, 0, 0], named [2]"),
        ("--subsystem billing --count 0", "remove: 0 servers [0, 0, 0, 0, 0], named [2]"),
        ("--subsystem s*", "remove: 900 servers [0, 0, 0, 900, 900], named [3, 4]"),
        ("--subsystem ?ndex", "remove: 100 servers [100, 60, 60, 0, 0], named [0]"),
        ("--env p* --subsystem billing --count 1", "remove: 1 servers [1, 1, 1, 0, 0], named [2]"),
        ("--env dev", "elsewhere: dev"),
        ("--subsystem '*z*'", "28: `*z*` is no subsystem of this fleet"),
        (
            "--subsystem billing --count 4k",
            "44: `COUNT` must be a number, a percentage or `all`, not `4k`"
        ),
        (
            "--subsystem billing --count 101%",
            "44: `COUNT` must be a number, a percentage or `all`, not `101%`"
        ),
    ]

    @Test(arguments: lenient)
    func `a lenient line comes to`(_ line: String, _ expected: String) {
        #expect(words(preview("fleetctl remove " + line, .lenient)) == expected)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the servers meant are the first of those typed`(_ seed: UInt64) {
        let meant = preview(
            "fleetctl remove --env prod --subsystem billing --count 4", seed: seed)
        let typed = preview(
            "fleetctl remove --env prod --subsystem billing --count 44", seed: seed)
        #expect(meant.servers == Array(typed.servers.prefix(4)))
        let other = preview(
            "fleetctl remove --env prod --subsystem billing --count 44", seed: seed,
            path: "method[1]")
        #expect(other.servers != typed.servers)
    }

    @Test func `servers that no longer serve are not taken, and the others keep their order`() {
        let fleet = TestFleet.objectStore()
        let topology = Topology(fleet)
        let resolver = Resolver(fleet: fleet, topology: topology, seed: 1)
        var lives = [Life](repeating: .serving, count: 1000)
        let all = preview("fleetctl remove --env prod --subsystem billing --count 60").servers
        for server in all.prefix(2) { lives[server.index] = .crashed }
        let some = TestFleet.does(.removeServers, of: ["billing"], count: "50%")
        let deed = try? resolver.resolve(response: some, path: "method[0]", lives: lives)
        #expect(deed?.servers == Array(all[2..<32]))
    }

    /// Who types a restart wants those back that do not serve; one that starts is at it.
    @Test func `those that do not serve are restarted first`() {
        let fleet = TestFleet.objectStore(more: [
            TestFleet.entry(
                "bounce", "ctl restart COUNT",
                TestFleet.does(.restartServers, of: ["billing"], count: "COUNT"))
        ])
        let topology = Topology(fleet)
        var lives = [Life](repeating: .serving, count: 1000)
        func taken(_ count: Int) -> Preview {
            Preview.of(
                "ctl restart \(count)", in: nil, fleet: fleet, topology: topology, seed: 1,
                path: "method[0]", lives: lives)
        }
        let all = taken(60).servers
        #expect(taken(4).servers == Array(all.prefix(4)))
        for (place, life) in [Life.hung, .stopped, .crashed].enumerated() {
            lives[all[50 + place].index] = life
        }
        for (place, life) in [Life.starting, .removed, .draining, .cutOff].enumerated() {
            lives[all[place].index] = life
        }
        #expect(taken(5).servers == Array(all[50...52]) + [all[0], all[4]])
        #expect(taken(5).leaving == topology.tally(of: [all[4]]))
        #expect(
            taken(58).outcome
                == .notUnderstood(
                    LineError(
                        offset: 12, length: 2,
                        message: "`COUNT` is 58, and `billing` has 57 servers to restart",
                        help: nil)))
    }

    /// People who respond do as they always did: recorded experiments hang on it.
    @Test func `a response restarts those that serve`() {
        let fleet = TestFleet.objectStore()
        var lives = [Life](repeating: .serving, count: 1000)
        let all = preview("fleetctl remove --env prod --subsystem billing --count 60").servers
        lives[all[0].index] = .crashed
        let resolver = Resolver(fleet: fleet, topology: Topology(fleet), seed: 1)
        let some = TestFleet.does(.restartServers, of: ["billing"], count: "2 servers")
        let deed = try? resolver.resolve(response: some, path: "method[0]", lives: lives)
        #expect(deed?.servers == Array(all[1...2]))
    }

    static let responses: [(VerbTemplate, String)] = [
        (TestFleet.does(.removeServers, of: ["billing"], count: "10 servers"), "10 "),
        (TestFleet.does(.removeServers, of: ["billing"]), "60 "),
        (
            TestFleet.does(.removeServers, of: ["billing"], count: "61"),
            "60 response[0]: asked for 61, and `billing` has 60 servers serving"
        ),
        (TestFleet.does(.restartServers, of: ["index", "billing"], count: "10%"), "10 "),
        (TestFleet.does(.fullRestart, of: ["index", "placement"]), "100 "),
        (TestFleet.does(.dropNeed, of: ["status-page"], on: "index"), "0 "),
        (TestFleet.does(.cancelCommand), "0 "),
        (
            TestFleet.does(.dropNeed, of: ["status-page"], on: "indx"),
            "`indx` is no subsystem of this fleet"
        ),
        (
            TestFleet.does(.dropNeed, of: ["status-page"]),
            "nothing says which need is dropped"
        ),
    ]

    @Test(arguments: responses)
    func `a response comes to`(_ template: VerbTemplate, _ expected: String) {
        let fleet = TestFleet.objectStore()
        let resolver = Resolver(fleet: fleet, topology: Topology(fleet), seed: 1)
        let lives = [Life](repeating: .serving, count: 1000)
        do throws(LineError) {
            let deed = try resolver.resolve(response: template, path: "response[0]", lives: lives)
            #expect("\(deed.servers.count) \(deed.note ?? "")" == expected)
        } catch {
            #expect(error.message == expected)
        }
    }

    @Test func `a strict argument that may be left out never means all`() {
        let fleet = TestFleet.three([
            TestFleet.entry(
                "remove", "ctl [SUBSYSTEM]",
                TestFleet.does(.removeServers, of: ["SUBSYSTEM"], count: "2"))
        ])
        let preview = Preview.of(
            "ctl", in: nil, fleet: fleet, topology: Topology(fleet), seed: 1, path: "method[0]")
        #expect(
            words(preview)
                == "0: `SUBSYSTEM` was left out, and a strict parser reads nothing into that")
    }

    @Test func `a response is summed up in one line`() {
        #expect(
            TestFleet.does(.fullRestart, of: ["a", "b", "c"]).summary
                == "full-restart of a, b and c")
        #expect(
            TestFleet.does(.addServers, of: ["a"], count: "50%").summary
                == "add-servers of a: 50%")
        #expect(TestFleet.does(.type, line: "ctl x").summary == "type `ctl x`")
        #expect(
            TestFleet.does(.dropNeed, of: ["a"], on: "b").summary == "drop-need of a on b")
        #expect(TestFleet.does(.cancelCommand).summary == "cancel-command")
    }

    @Test func `the command is found by its leading words, and else the best error is told`() {
        let cancel = TestFleet.entry("cancel", "fleetctl cancel", TestFleet.does(.cancelCommand))
        let fleet = TestFleet.objectStore(more: [cancel])
        func outcome(_ line: String) -> String {
            words(
                .of(
                    line, in: nil, fleet: fleet, topology: Topology(fleet), seed: 1,
                    path: "method[0]"))
        }
        #expect(outcome("fleetctl cancel") == "cancel: 0 servers [0, 0, 0, 0, 0], named []")
        #expect(outcome("fleetctl remove") == "15: the option `--env` is missing")
        #expect(outcome("fleetctl cancle") == "9: expected `remove` or `cancel`, not `cancle`")
        #expect(outcome("fleetctl cancel --now") == "16: no option `--now`")
    }
}
