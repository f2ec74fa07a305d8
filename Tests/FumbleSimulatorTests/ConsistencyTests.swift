import FumbleModel
import Testing

@testable import FumbleSimulator

/// Random fleets under random commands: every tally equals a recount, whatever happened.
@Suite struct ConsistencyTests {
    private static let serverCount = 12

    @Test(arguments: UInt64(0)..<150) func talliesEqualARecount(seed: UInt64) throws {
        try Self.expectTallies(seed: seed) { Self.command(&$0) }
    }

    /// With configurations, access, routes and doors among the commands.
    @Test(arguments: UInt64(0)..<100) func talliesEqualARecountWhateverIsPushed(
        seed: UInt64
    ) throws {
        try Self.expectTallies(seed: seed) { stream in
            stream.below(2) == 0 ? Self.command(&stream) : Self.reaching(&stream)
        }
    }

    private static func expectTallies(
        seed: UInt64, _ command: (inout RandomStream) -> FleetCommand
    ) throws {
        var stream = RandomStream(seed: seed, name: "random fleet")
        var fleet = Small.simulated(Self.spec(&stream), seed: seed)
        var told = fleet.tally().serving
        var seconds: Int64 = 0
        for _ in 1...60 {
            seconds += Int64(stream.below(3) * 7)
            try fleet.apply(command(&stream))
            #expect(Self.mistakes(in: fleet) == [])
            for event in try fleet.run(to: seconds) {
                guard case .serving(let subsystem, let servers) = event.what else { continue }
                told[subsystem.index] = servers
            }
            #expect(Self.mistakes(in: fleet) == [])
            #expect(told == fleet.tally().serving)
            let window = fleet.closeWindow()
            for operation in window.operations {
                #expect(operation.answered >= 0)
                #expect(operation.answered <= operation.offered * (1 + 1e-9))
                #expect(operation.attempts >= operation.offered * (1 - 1e-9))
            }
        }
    }

    @Test(arguments: UInt64(0)..<30) func everythingComesBack(seed: UInt64) throws {
        var stream = RandomStream(seed: seed, name: "random fleet")
        var fleet = Small.simulated(Self.spec(&stream), seed: seed)
        for step in 1...30 {
            try fleet.apply(Self.command(&stream))
            try fleet.apply(Self.reaching(&stream))
            _ = try fleet.run(to: Int64(step) * 5)
        }
        let all = Small.servers(0..<Self.serverCount)
        for subsystem in 0..<3 {
            for other in 0..<3 {
                try fleet.apply(
                    .setNeed(SubsystemID(subsystem), on: SubsystemID(other), isNeeded: false))
            }
        }
        for operation in 0..<2 {
            try fleet.apply(.withdraw(OperationID(operation), share: .none))
            try fleet.apply(.admit(OperationID(operation), share: .whole))
        }
        for subsystem in 0..<3 {
            try fleet.apply(.deny(SubsystemID(subsystem), to: .clients, share: .none))
        }
        try fleet.apply(.configure(all, of: nil, makes: .good))
        try fleet.apply(.reconnect(all))
        _ = try fleet.run(to: 10_000)
        try fleet.apply(.slow(all, of: nil, factor: 1))
        try fleet.apply(.offer(OperationID(0), factor: 1))
        try fleet.apply(.fullRestart((0..<3).map { SubsystemID($0) }))
        _ = try fleet.run(to: 20_000)
        #expect(fleet.lives().allSatisfy { $0 == .serving })
        _ = fleet.closeWindow()
        let sample = try fleet.window(to: 20_100)
        #expect(sample.answered == sample.offered && sample.offered == 5_000)
        #expect(fleet.closeWindow().queued == [0])
    }

    private static func spec(_ stream: inout RandomStream) -> FleetSpec {
        var subsystems: [SubsystemSpec] = []
        for index in 0..<3 {
            let other = stream.below(3)
            let needed = other == index ? [] : [other]
            subsystems.append(
                Small.subsystem(
                    "s\(index)",
                    cells: stream.below(2) == 0
                        ? nil : CellSpec(count: 2, replicas: 4, quorum: .count(2)),
                    state: Small.state(bytes: 120, objects: 12, log: 1),
                    restart: Small.restart(
                        boot: .seconds(Int64(stream.below(9))), load: 5, verify: 3, replay: 40,
                        warm: .seconds(Int64(stream.below(3))),
                        atOnce: stream.below(2) == 0 ? nil : 3,
                        slowedAbove: stream.below(2) == 0 ? nil : 2,
                        fails: .percent(Double(stream.below(2)) * 20)),
                    servesFrom: .percent(Double(stream.below(101))),
                    toServe: stream.below(3) == 0 ? needed : [],
                    toStart: stream.below(4) == 0 ? needed : [], toOperate: needed))
        }
        return Small.fleet(
            subsystems,
            [
                Small.group("a", 5, carries: [0, 1, 2], drain: .seconds(6)),
                GroupSpec(
                    name: "b", position: Small.position, count: 7,
                    carries: [2, 0].map { SubsystemID($0) }, restartAge: .hours(1), zones: [],
                    drain: .zero, restartsAfter: .seconds(11)),
            ],
            [
                Small.operation([0, 1], rate: 50, retries: 2, budget: .percent(30)),
                Small.operation([2, 0], rate: 70, retries: 1),
            ], dependents: [Small.dependent(rate: 20, queue: 500, drainsAt: 60)],
            noticesAfter: .seconds(Int64(stream.below(2)) * 4))
    }

    private static func command(_ stream: inout RandomStream) -> FleetCommand {
        let all = Small.servers(0..<serverCount)
        let some = Array(stream.shuffled(all).prefix(1 + stream.below(6)))
        let subsystem = SubsystemID(stream.below(3))
        let other = SubsystemID(stream.below(3))
        switch stream.below(16) {
        case 0: return .remove(some)
        case 1: return .add(some)
        case 2: return .restart(some, aged: stream.below(2) == 0 ? nil : .minutes(1))
        case 3: return .fullRestart([subsystem, other])
        case 4: return .crash(some)
        case 5: return .start(some)
        case 6: return .hang(some)
        case 7: return .resume(some)
        case 8: return .slow(some, of: nil, factor: [1, 2, 3.5, 200][stream.below(4)])
        case 9: return .cutOff(some)
        case 10: return .reconnect(some)
        case 11: return .offer(OperationID(0), factor: [0, 1, 4, 40][stream.below(4)])
        case 12: return .corrupt(some, of: subsystem)
        case 13: return .setNeed(subsystem, on: other, isNeeded: stream.below(2) == 0)
        case 14: return .add(all)
        default: return .resume(all)
        }
    }

    private static func reaching(_ stream: inout RandomStream) -> FleetCommand {
        let all = Small.servers(0..<serverCount)
        let some = Array(stream.shuffled(all).prefix(1 + stream.below(8)))
        let subsystem = SubsystemID(stream.below(3))
        let share = Share.percent(Double(stream.below(5)) * 25)
        switch stream.below(8) {
        case 0: return .configure(some, of: nil, makes: .refuse)
        case 1: return .configure(some, of: subsystem, makes: .crash)
        case 2: return .configure(some, of: subsystem, makes: .failToStart)
        case 3: return .configure(some, of: nil, makes: .slow([2, 3.5][stream.below(2)]))
        case 4: return .configure(all, of: subsystem, makes: .good)
        case 5: return .deny(subsystem, to: .clients, share: share)
        case 6: return .deny(subsystem, to: .subsystem(SubsystemID(stream.below(3))), share: share)
        default: return .withdraw(OperationID(stream.below(2)), share: share)
        }
    }

    /// What is counted otherwise than it is; one expectation for all keeps many fleets cheap.
    private static func mistakes(in fleet: SimulatedFleet) -> [String] {
        var mistakes: [String] = []
        for subsystem in fleet.facts.indices {
            let standing = fleet.standings[subsystem]
            let facts = fleet.facts[subsystem]
            let members = (0..<facts.capacity).map { fleet.roster.instance(of: subsystem, at: $0) }
            let states = members.map { fleet.instances.state[$0] }
            let unnoticed = members.count { fleet.instances.marks[$0].contains(.unnoticed) }
            func expect(_ isRight: Bool, _ what: String) {
                if !isRight { mistakes.append("\(what) of \(subsystem)") }
            }
            expect(standing.serving == states.count { $0 == .serving }, "serving")
            expect(standing.leaving == states.count { $0 == .leaving }, "leaving")
            expect(standing.starting == states.count { $0.phase != nil }, "starting")
            expect(standing.starting <= facts.atOnce, "slots")
            expect(standing.unnoticed == unnoticed, "unnoticed")
            expect(standing.hasBegun == (standing.serving > 0), "begun")
            expect(standing.servingAtPace.reduce(0, +) == standing.serving, "paces")
            var live = 0
            for cell in 0..<facts.cellCount {
                let inCell = states.indices.filter { $0 % facts.cellCount == cell }
                let serving = inCell.count { states[$0] == .serving }
                let hasReady = inCell.contains { states[$0] == .ready }
                let isLive = fleet.cells[facts.firstCell + cell].isLive
                expect(isLive ? serving >= facts.quorum : serving == 0, "cell \(cell)")
                expect(!(isLive && hasReady), "ready in cell \(cell)")
                live += isLive ? 1 : 0
            }
            expect(live == standing.liveCells, "live cells")
        }
        return mistakes
    }
}
