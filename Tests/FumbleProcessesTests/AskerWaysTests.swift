import FumbleModel
import FumbleTraffic
import Testing

@testable import FumbleProcesses

/// Who asks a server is told apart where something is done to the ways of some: each finds its own door.
@Suite struct AskerWaysTests {
    private static let position = SourcePosition(file: "f.yaml", line: 1, column: 1)

    /// Servers 0 to 2 are `shared`, 3 and 4 are `index`; each is told where all of the others are.
    private static func spec(namespaces: Bool = false) throws -> FleetSpec {
        let words = [
            "{addresses.client.index}", "{port.client.index-0}", "{address.peer.shared-1}",
        ]
        let run = try words.map { try PlacedText.read($0) }
        let programs = (0..<2).map { group in
            ProgramSpec(
                group: group, position: position, run: run, environment: [], files: [],
                ports: ["client", "peer"],
                ready: .init(sign: .accepts(port: "client"), within: .seconds(1)), serves: nil,
                stop: .init(signal: .terminate, within: .seconds(1)))
        }
        return ProcessFleetTests.spec(
            processes: ProcessesSpec(
                programs: programs, asks: [], namespaces: namespaces ? position : nil))
    }

    private static func ends(_ names: String...) throws -> LinkEnds {
        LinkEnds(names, of: try spec())
    }

    private static func layout(
        _ commands: [FleetCommand], namespaces: Bool = false
    ) throws -> Layout {
        let spec = try spec(namespaces: namespaces)
        let needs = HostNeeds(for: commands)
        var pool = PortPool(salt: 1)
        return Layout(
            spec, topology: Topology(spec), folder: "/f", seed: 1, isProxied: needs.isProxied,
            toldApart: needs.toldApart, pool: &pool)
    }

    private static func server(_ number: Int) -> LinkEnd { .server(ServerID(number)) }

    @Test func namesAreOfGroupsServersAndClients() throws {
        let index = try Self.ends("index")
        #expect(index.servers == [ServerID(3), ServerID(4)] && !index.hasClients)
        let some = try Self.ends("clients", "shared-1", "index-0")
        #expect(some.servers == [ServerID(1), ServerID(3)] && some.hasClients)
        #expect(some.words == " from clients, shared-1 and index-0")
        #expect(LinkEnds([], of: try Self.spec()) == .everybody)
        #expect(LinkEnds.everybody.words == "")
        for nobody in ["index-2", "index-01", "index--1", "index-", "indx", "index-+1"] {
            #expect(try Self.spec().servers(named: nobody) == nil, "\(nobody)")
        }
    }

    @Test func thoseWhoAreNamedByTheSameGoTheSameWay() throws {
        let (clients, shared) = try (Self.ends("clients"), Self.ends("shared"))
        let mixed = try Self.ends("shared-1", "index-0")
        let ways = AskerWays(tellingApart: [clients, shared, mixed, shared], servers: 5)
        #expect(
            (0..<ways.count).map { ways.ends(on: $0) } == [
                [Self.server(4)], [.clients], [Self.server(0), Self.server(2)], [Self.server(1)],
                [Self.server(3)],
            ])
        #expect(ways.ways(of: clients) == [1])
        #expect(ways.ways(of: shared) == [2, 3])
        #expect(ways.ways(of: mixed) == [3, 4])
        #expect(ways.ways(of: .everybody) == [0, 1, 2, 3, 4])
        #expect(ways.way(of: Self.server(1)) == 3)
        #expect(ways.ways(of: try Self.ends("index")) == [], "it was not told apart")
        #expect(AskerWays(servers: 5).count == 1)
    }

    /// Each way that is meant is meant whole: nobody else is on it, in whatever way faults overlap.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func nobodyElseIsMeant(seed: UInt64) throws {
        var stream = RandomStream(seed: seed, name: "ways")
        let spec = try Self.spec()
        let names = ["clients", "shared", "index"] + (0..<3).map { "shared-\($0)" } + ["index-1"]
        let all = (0..<1 + stream.below(4)).map { _ in
            LinkEnds(Array(stream.shuffled(names).prefix(1 + stream.below(3))), of: spec)
        }
        let ways = AskerWays(tellingApart: all, servers: 5)
        let everybody = [.clients] + (0..<5).map(Self.server)
        #expect((0..<ways.count).flatMap { ways.ends(on: $0) }.count == everybody.count)
        for ends in all {
            let hit = Set(ways.ways(of: ends).flatMap { ways.ends(on: $0) })
            #expect(
                hit
                    == Set(
                        ends.servers.map { .server($0) } + (ends.hasClients ? [.clients] : [])))
        }
    }

    /// Only where something is done to some, and only to the server to which it is done.
    @Test func doorsAreMadeWhereTheyAreNeeded() throws {
        let index = [ServerID(3), ServerID(4)]
        let plain = try Self.layout([.cutOff(index)])
        #expect((0..<5).allSatisfy { plain.doors(of: $0).count == 2 })
        let layout = try Self.layout([
            .disturb([ServerID(3)], .blackHole, from: try Self.ends("shared-0")),
            .disturb(index, .partition, from: try Self.ends("clients")),
        ])
        #expect((0..<5).map { layout.doors(of: $0).count } == [2, 2, 2, 6, 4])
        let doors = (0..<5).flatMap { layout.doors(of: $0) }
        #expect(Set(doors.map(\.door)).count == doors.count)
        #expect(Set(doors.map(\.port)).count == 10)
    }

    /// What a server is told of the others leads through its own doors, wherever it is told.
    @Test func everybodyIsToldItsOwnDoor() throws {
        let layout = try Self.layout([
            .disturb([ServerID(3)], .blackHole, from: try Self.ends("shared-0"))
        ])
        func told(_ server: Int?) -> [String] {
            (layout.program(of: server ?? 0)?.run ?? []).map { layout.filled($0, for: server) }
        }
        let own = layout.door("client", of: 3, for: Self.server(0))
        let others = layout.door("client", of: 3, for: Self.server(1))
        let (mine, theirs) = (try #require(own), try #require(others))
        #expect(mine != theirs)
        let next = try #require(layout.door("client", of: 4))
        #expect(told(0)[..<2] == ["127.0.0.1:\(mine),127.0.0.1:\(next)", "\(mine)"])
        for server in [1, 2, 3, 4, nil] {
            #expect(told(server)[..<2] == ["127.0.0.1:\(theirs),127.0.0.1:\(next)", "\(theirs)"])
        }
        #expect(Set((0..<5).map { told($0)[2] }).count == 1, "nothing is done to shared-1")
        #expect(layout.launch(of: 0, environment: [])?.arguments == told(0))
        #expect(layout.door("client", of: 3) == theirs, "clients are not named")
    }

    /// There the address of who sends tells packets apart, and the doors are for all.
    @Test func packetsAreToldApartByTheirAddress() throws {
        let commands: [FleetCommand] = [
            .disturb([ServerID(3)], .blackHole, from: try Self.ends("shared", "index-1")),
            .disturb([ServerID(3)], .partition, from: try Self.ends("clients")),
        ]
        let layout = try Self.layout(commands, namespaces: true)
        #expect((0..<5).allSatisfy { layout.doors(of: $0).count == 2 })
        let ways = layout.ways[3]
        #expect(layout.doorsByWay(of: 3).map(\.way) == [ways.way(of: .clients)])
        let hosts = Networks.hosts(on: ways)
        #expect(hosts == [[0xC612_0001], [0xC612_0002, 0xC612_0003, 0xC612_0004, 0xC612_0006]])
    }

    @Test func whatAPartitionDidIsInItsCounters() {
        var counted = WayCounters()
        func effect(onPackets: Bool = false) -> LinkEffects {
            LinkEffects(trouble: .partition, isOnPackets: onPackets, counted: counted)
        }
        #expect(effect().isMiss)
        counted.connections = 1
        #expect(!effect().isMiss)
        #expect(effect().words == "at least 0 bytes held back, and 1 new connection kept waiting")
        counted.link.segmentsLost = 2
        #expect(effect(onPackets: true).words == "2 packets dropped")
    }
}
