import FumbleControl
import FumbleModel
import Testing

/// What is said of a line before anything is touched.
@Suite struct PreviewTests {
    static let fleet = TestFleet.objectStore(
        asks: ["floor", "rate"],
        skips: [PlaybookEntry.Skip(flag: "--force", guards: ["rate"])],
        guards: [
            TestFleet.mechanism("floor", Scripted(answers: [])),
            TestFleet.mechanism("rate", Scripted(answers: [])),
        ],
        more: [
            TestFleet.entry(
                "add", "fleetctl add --count COUNT",
                TestFleet.does(.addServers, of: ["index"], count: "COUNT"))
        ])

    private func preview(_ line: String) -> Preview {
        .of(
            line, in: nil, fleet: Self.fleet, topology: Topology(Self.fleet), seed: 1,
            path: "method[0]")
    }

    @Test func `the reference's typed line reaches 44 servers that carry index as well`() {
        let preview = preview("fleetctl remove --env prod --subsystem billing --count 44")
        #expect(preview.servers.count == 44)
        #expect(preview.bySubsystem == [44, 44, 44, 0, 0])
        #expect(preview.asks == ["floor", "rate"])
        #expect(preview.skips.isEmpty)
        guard case .deed("remove", let deed) = preview.outcome else {
            Issue.record("\(preview.outcome)")
            return
        }
        #expect(deed.verb == .removeServers)
        #expect(deed.named == [SubsystemID(2)])
    }

    @Test func `a flag's guards are told as left out`() {
        let preview = preview("fleetctl remove --env prod --subsystem billing --count 4 --force")
        #expect(preview.asks == ["floor"])
        #expect(preview.skips == ["rate"])
    }

    @Test func `a preview takes the servers that the control plane takes`() {
        let line = "fleetctl remove --env prod --subsystem billing --count 44"
        var world = TestWorld(Self.fleet)
        world.type(line, at: 300)
        #expect(world.commands == [.remove(preview(line).servers)])
    }

    @Test func `what adds servers is looked at as though all had been removed`() {
        #expect(preview("fleetctl add --count 100").servers.count == 100)
        guard case .notUnderstood(let error) = preview("fleetctl add --count 101").outcome else {
            Issue.record("accepted")
            return
        }
        #expect(error.message == "`COUNT` is 101, and `index` has 100 servers removed")
    }

    @Test func `a line for elsewhere reaches nothing and asks nobody`() {
        let preview = preview("fleetctl remove --env dev --subsystem billing --count 4")
        #expect(preview.outcome == .elsewhere(entry: "remove", environment: "dev"))
        #expect(preview.servers.isEmpty)
        #expect(preview.asks.isEmpty)
    }

    @Test func `a response is looked at in the same way`() {
        let preview = Preview.of(
            response: TestFleet.does(.fullRestart, of: ["index"]), fleet: Self.fleet,
            topology: Topology(Self.fleet), seed: 1, path: "response[0]")
        #expect(preview.line == "full-restart of index")
        #expect(preview.bySubsystem == [100, 60, 60, 0, 0])
    }

    /// Counted by groups of servers, it is what is counted one by one.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func whatServesIsCountedInEverySubsystem(seed: UInt64) {
        let topology = Topology(Self.fleet)
        var stream = RandomStream(seed: seed, name: "lives")
        let lives = (0..<topology.serverCount).map { _ in
            Life.allCases[stream.below(Life.allCases.count)]
        }
        for life in Life.allCases {
            let those = lives.indices.filter { lives[$0] == life }.map { ServerID($0) }
            #expect(topology.tally(of: life, in: lives) == topology.tally(of: those))
        }
    }
}
