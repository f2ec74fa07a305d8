import FumbleCompiler
import FumbleModel
import Testing

/// `from:` of faults of the network: whose ways to servers they are about.
@Suite struct WaysOfFaultsTests {
    private static func compile(
        _ fault: String, on kind: FleetKind = .processes, fleet: String = Texts.startedFleet
    ) -> Result<CompiledExperiment, FileMistakes> {
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: {\(fault)}, for: 5m}", more: "stop-when: none")
        return Texts.compile(text, fleet: fleet, on: kind)
    }

    private static func planned(_ fault: String) throws -> (fault: PlannedFault, fleet: FleetSpec) {
        let plan = try compile(fault).get().plan
        guard case .inject(let planned, _) = plan.method[0].action else { throw Missing() }
        return (planned, plan.fleet)
    }

    private struct Missing: Error {}

    /// Servers 6 to 9 are the group `index`.
    @Test(arguments: [
        ("from: clients", true, []), ("from: shared", false, Array(0..<6)),
        ("from: shared-2", false, [2]), ("from: [clients, index-3, shared-0]", true, [0, 9]),
    ]) func theyAreClientsGroupsAndServers(
        from: String, hasClients: Bool, servers: [Int]
    ) throws {
        let (planned, fleet) = try Self.planned("black-hole: {group: index, \(from)}")
        let hit = [ServerID(7)]
        let commands = planned.fault.commands(on: hit, of: fleet)
        guard case .disturb(hit, .blackHole, let ends)? = commands.first else { throw Missing() }
        #expect(ends.hasClients == hasClients)
        #expect(ends.servers.map(\.index) == servers)
        #expect(planned.fault.undo(on: hit, of: fleet) == [.soothe(hit, .blackHole, from: ends)])
        #expect(planned.title == "black-hole\(ends.words)")
    }

    @Test(arguments: [
        ("latency: {of: index, by: 5ms, from: clients}", "latency from clients"),
        ("loss: {of: index, share: 5%, from: shared}", "loss from shared"),
        (
            "bandwidth: {of: index, to: 5 kB/s, from: [shared, index-0]}",
            "bandwidth from shared and index-0"
        ),
        ("partition: {group: index, from: shared}", "partition from shared"),
        ("black-hole: {of: index, from: clients}", "black-hole from clients"),
        ("latency: {of: index, by: 5ms}", "latency"),
    ]) func eachFaultOfTheNetworkHasIt(fault: String, title: String) throws {
        #expect(try Self.planned(fault).fault.title == title)
    }

    @Test func withoutItAPartitionIsFromEverybody() throws {
        let (planned, fleet) = try Self.planned("partition: {group: index}")
        #expect(planned.fault.commands(on: [], of: fleet) == [.cutOff([])])
        #expect(planned.fault.undo(on: [], of: fleet) == [.reconnect([])])
    }

    @Test(arguments: [
        (
            "latency: {of: index, by: 5ms, from: client}",
            "E0051 there is no group or server `client`"
        ),
        (
            "latency: {of: index, by: 5ms, from: [shared, indx]}",
            "E0051 there is no group or server `indx`"
        ),
        ("latency: {of: index, by: 5ms, from: index-4}", "there is no server `index-4`"),
        ("latency: {of: index, by: 5ms, from: [shared, shared]}", "`shared` is named twice"),
        ("latency: {of: index, by: 5ms, from: []}", "from"),
        ("crash: {of: index, from: clients}", "`crash` has no field `from`"),
        ("slow-disk: {of: index, by: 5ms, from: clients}", "`slow-disk` has no field `from`"),
        (
            "latency: {group: shared, by: 5ms, from: clients}",
            "E0144 nothing tells clients to ask the servers that `latency` hits"
        ),
    ]) func whatMakesNoSenseIsToldAtItsPlace(fault: String, message: String) {
        let mistakes = Texts.mistakes(Self.compile(fault))
        #expect(mistakes.count == 1, "\(mistakes)")
        #expect(mistakes.allSatisfy { $0.contains(message) }, "\(mistakes)")
    }

    @Test func aServerToItselfIsNoWay() {
        let fleet = Texts.startedFleet.replacing(
            "group: index, count: 4", with: "group: index, count: 1")
        let fault = "partition: {group: index, from: index-0}"
        let mistakes = Texts.mistakes(Self.compile(fault, fleet: fleet))
        #expect(mistakes.count == 1, "\(mistakes)")
        #expect(
            mistakes.allSatisfy {
                $0.contains("E0144 `partition` from `index-0` to itself disturbs nobody")
            }, "\(mistakes)")
        #expect(Texts.mistakes(Self.compile(fault)).isEmpty, "there are others, whom it asks")
    }

    @Test func aGroupOfThatNameIsNotMistakenForClients() {
        let fleet = Texts.startedFleet.replacing("group: shared", with: "group: clients")
            .replacing("shared: {run", with: "clients: {run")
        let mistakes = Texts.mistakes(
            Self.compile("partition: {group: index, from: clients}", fleet: fleet))
        #expect(mistakes.count == 1, "\(mistakes)")
        #expect(mistakes.allSatisfy { $0.contains("a group bears the name, too") }, "\(mistakes)")
        #expect(
            Texts.mistakes(
                Self.compile("partition: {group: index, from: clients-0}", fleet: fleet)
            ).isEmpty)
    }

    /// Connections between servers in namespaces go past the proxies.
    @Test func inNamespacesOnlyClientsAreReset() {
        let fleet = Texts.startedFleet.replacing(
            "processes:\n", with: "processes:\n  network: namespaces\n")
        let reset = "reset: {group: index, share: 50%, from: "
        #expect(Texts.mistakes(Self.compile(reset + "clients}", fleet: fleet)).isEmpty)
        #expect(Texts.mistakes(Self.compile(reset + "shared}")).isEmpty)
        let mistakes = Texts.mistakes(Self.compile(reset + "shared}", fleet: fleet))
        #expect(mistakes.count == 1, "\(mistakes)")
        #expect(
            mistakes.allSatisfy { $0.contains("E0096 in network namespaces `reset` is done") },
            "\(mistakes)")
    }

    /// They connect to where Sentinels say that it is: only packets say then from whom they are.
    @Test func clientsGoTheWayOfSentinels() {
        let fault = "latency: {primary-of: store, by: 5ms, from: "
        func mistakes(_ from: String, _ fleet: String = ProcessesTests.redis) -> [String] {
            Texts.mistakes(ProcessesTests.compileRedis(fleet, fault + from + "}"))
        }
        let onLoopback = mistakes("clients")
        #expect(onLoopback.count == 1, "\(onLoopback)")
        #expect(
            onLoopback.allSatisfy { $0.contains("E0144 clients are told by Sentinels where") },
            "\(onLoopback)")
        #expect(mistakes("sentinel").isEmpty)
        let namespaces = ProcessesTests.redis.replacing(
            "processes:\n", with: "processes:\n  network: namespaces\n")
        #expect(mistakes("clients", namespaces).isEmpty)
    }

    @Test func aSimulatedFleetKnowsNoAskers() {
        let fault = "partition: {group: index, from: shared}"
        #expect(
            Texts.mistakes(Self.compile(fault, on: .simulated)) == [
                "experiment.yaml:6:54 E0096 `partition` from some needs real processes: a simulated "
                    + "fleet has no askers to tell apart"
            ])
        #expect(Texts.mistakes(Self.compile("partition: {group: index}", on: .simulated)).isEmpty)
    }
}
