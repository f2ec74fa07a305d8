import FumbleModel

@testable import FumbleControl

/// Small fleets for these tests.
enum TestFleet {
    static let nowhere = SourcePosition(file: "fleet.yaml", line: 1, column: 1)
    static let usage =
        "fleetctl remove --env ENV --subsystem SUBSYSTEM --count COUNT [--force]"

    static func subsystem(_ name: String, atLeast minimum: Int = 1) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: nowhere, minimum: .count(minimum), cells: nil, state: nil,
            restart: RestartSpec(
                boot: .seconds(1), load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
                slowedAbove: nil, fails: .none),
            servesFrom: .whole, needs: .none, slots: 1)
    }

    static func group(_ name: String, _ count: Int, carries: [Int]) -> GroupSpec {
        GroupSpec(
            name: name, position: nowhere, count: count, carries: carries.map { SubsystemID($0) },
            restartAge: .zero, zones: [], drain: .zero, restartsAfter: nil)
    }

    static func entry(
        _ name: String, _ usage: String, _ does: VerbTemplate,
        parsing: PlaybookEntry.Parsing = .strict, asks: [String] = [],
        skips: [PlaybookEntry.Skip] = []
    ) -> PlaybookEntry {
        PlaybookEntry(
            name: name, position: nowhere, usage: usage, usagePosition: nowhere, parsing: parsing,
            does: does, asks: asks, skips: skips)
    }

    static func does(
        _ verb: VerbName, of: [String] = [], count: String? = nil, on: String? = nil,
        line: String? = nil
    ) -> VerbTemplate {
        VerbTemplate(verb: verb, position: nowhere, of: of, count: count, on: on, line: line)
    }

    static func mechanism(
        _ name: String, _ mechanism: any Guard, decidesIn: TimeSpan = .zero
    ) -> GuardSpec {
        GuardSpec(
            name: name, position: nowhere, keeps: "capacity", kind: "scripted",
            mechanism: mechanism, onBreach: .refuse, decidesIn: decidesIn)
    }

    static func fleet(
        _ subsystems: [String], _ groups: [GroupSpec], _ playbook: [PlaybookEntry],
        windows: [WindowSpec] = [], guards: [GuardSpec] = []
    ) -> FleetSpec {
        FleetSpec(
            name: "test", environment: "prod", zones: [],
            subsystems: subsystems.map { subsystem($0) }, groups: groups, operations: [],
            dependents: [],
            alarms: [], promises: [], playbook: playbook, windows: windows, guards: guards,
            noticesAfter: .zero)
    }

    /// The fleet that the files' reference shows: 60 shared servers, 40 of index, 900 of storage.
    static func objectStore(
        parsing: PlaybookEntry.Parsing = .strict, asks: [String] = [],
        skips: [PlaybookEntry.Skip] = [], guards: [GuardSpec] = [],
        more: [PlaybookEntry] = []
    ) -> FleetSpec {
        let remove = entry(
            "remove", usage, does(.removeServers, of: ["SUBSYSTEM"], count: "COUNT"),
            parsing: parsing, asks: asks, skips: skips)
        return fleet(
            ["index", "placement", "billing", "storage", "status-page"],
            [
                group("shared", 60, carries: [2, 0, 1]), group("index", 40, carries: [0]),
                group("blobs", 900, carries: [3, 4]),
            ], [remove] + more, guards: guards)
    }

    /// A fleet of three servers that all carry one subsystem.
    static func three(_ playbook: [PlaybookEntry], guards: [GuardSpec] = []) -> FleetSpec {
        fleet(["cache"], [group("all", 3, carries: [0])], playbook, guards: guards)
    }
}

/// A control plane with a fleet that does at once, and exactly, what it is told.
struct TestWorld {
    let topology: Topology
    var plane: ControlPlane
    var lives: [Life]
    var tallies: [Tally]
    var log: [Entry] = []

    struct Entry: Equatable {
        let at: Instant
        let effect: ControlEffect
    }

    init(_ fleet: FleetSpec, asksGuards: Bool = true, seed: UInt64 = 1) {
        topology = Topology(fleet)
        plane = ControlPlane(
            fleet: fleet, topology: topology, asksGuards: asksGuards, seed: seed)
        lives = [Life](repeating: .serving, count: topology.serverCount)
        tallies = [Self.tally(.start, lives, topology)]
    }

    var sight: Sight { Sight(tallies: tallies, lives: lives) }

    mutating func type(
        _ line: String, path: String = "method[0]", window: String? = nil, at seconds: Int64
    ) {
        let now = Instant.start + .seconds(seconds)
        take(plane.type(line, window: window, path: path, at: now, seeing: sight), at: now)
    }

    mutating func carryOut(_ template: VerbTemplate, at seconds: Int64) {
        let now = Instant.start + .seconds(seconds)
        take(
            plane.carryOut(template, path: "response[0]", at: now, seeing: sight), at: now)
    }

    /// Resumes at every instant that is due, up to one.
    mutating func run(until seconds: Int64, atMost rounds: Int = 100_000) {
        var left = rounds
        while left > 0, let due = plane.nextDue, due <= .start + .seconds(seconds) {
            take(plane.resume(at: due, seeing: sight), at: due)
            left -= 1
        }
    }

    mutating func close(at seconds: Int64) {
        let now = Instant.start + .seconds(seconds)
        take(plane.close(at: now), at: now)
    }

    var records: [RunEvent.What] {
        log.compactMap { if case .record(let what) = $0.effect { what } else { nil } }
    }

    var commands: [FleetCommand] {
        log.compactMap { if case .apply(let command) = $0.effect { command } else { nil } }
    }

    /// The instants at which servers were acted on, and how many.
    var applied: [(at: Instant, servers: Int)] {
        log.compactMap {
            if case .record(.applied(_, let servers, _)) = $0.effect {
                ($0.at, servers)
            } else {
                nil
            }
        }
    }

    var answers: [GuardAnswer] {
        records.compactMap { if case .decided(let answer) = $0 { answer } else { nil } }
    }

    var endings: [String] {
        records.compactMap {
            if case .ended(let command, let servers, let how) = $0 {
                "\(command) \(how.rawValue) \(servers)"
            } else {
                nil
            }
        }
    }

    var notes: [String] {
        records.compactMap { if case .note(let note) = $0 { note } else { nil } }
    }

    private mutating func take(_ effects: [ControlEffect], at now: Instant) {
        for effect in effects {
            log.append(Entry(at: now, effect: effect))
            guard case .apply(let command) = effect else { continue }
            switch command {
            case .remove(let servers): for server in servers { lives[server.index] = .removed }
            case .add(let servers): for server in servers { lives[server.index] = .serving }
            default: break
            }
        }
        tallies.append(Self.tally(now, lives, topology))
    }

    private static func tally(_ at: Instant, _ lives: [Life], _ topology: Topology) -> Tally {
        let serving = lives.indices.filter { lives[$0] == .serving }.map { ServerID($0) }
        let none = topology.carriers.map { _ in 0 }
        return Tally(
            at: at, serving: topology.tally(of: serving), leaving: none,
            operable: none.map { _ in true })
    }
}
