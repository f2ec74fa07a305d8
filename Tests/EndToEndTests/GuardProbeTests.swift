import Foundation
import Testing

/// The boundary probes of `fumble guard --probe`, on a fleet with each guard of the catalogue alone.
@Suite(.timeLimit(.minutes(30))) struct GuardProbeTests {
    /// Each guard, and the probes that must get past it, whatever else does.
    private static let guards: [String: [String]] = [
        "capacity-floor: {}": ["--force"],
        "capacity-floor: {counts: listed}": ["stale data", "servers already dead"],
        "removal-rate: {at-most: 2 per 5m}": ["one below the floor", "in chunks", "repeated"],
        "cap: {at-most: 3 servers}": [
            "in chunks", "two operators at once", "stale data", "servers already dead",
        ],
        "expected-count: {argument: EXPECT}": ["one below the floor", "not a terminal"],
        "blank-guard: {arguments: [COUNT, SUBSYSTEM]}": ["one below the floor"],
        "environment-lock: {windows: {shell: prod}, argument: ENV}": ["one below the floor"],
        "restart-age: {at-most: 1y}": ["--force"],
        "dependency-floor: {at-least: 70%}": ["--force"],
        "cumulative-budget: {at-most: 30%, over: 1d}": ["servers already dead"],
        "dry-run: {within: 10m}": ["one below the floor"],
        "type-the-name: {unattended: refuse}": ["one below the floor"],
        "type-the-name: {unattended: allow}": ["not a terminal"],
        "second-person: {dependence: moderate}": ["one below the floor", "in chunks"],
        "wildcard-breadth: {at-most: 1}": ["one below the floor"],
        "typed-identifiers: {subsystem: SUBSYSTEM, number: COUNT}": ["one below the floor"],
        "plausibility-range: {argument: COUNT, at-most: 4}": [
            "in chunks", "repeated", "two operators at once", "stale data", "servers already dead",
        ],
        "soft-delete: {cooling: 1h}": ["one below the floor", "repeated"],
        "canary-first: {count: 1 server, for: 10m}": ["one below the floor", "in chunks"],
        "health-gate: {batch: 2 servers, wait: 2m, down: 1 server}": ["one below the floor"],
        "freeze-window: {from: 0s, until: 8h, lifted-by: ticket}": ["one below the floor"],
        "quorum-safety: {spare: 0}": ["one below the floor", "stale data"],
        "stale-plan: {within: 15m}": ["one below the floor", "in chunks"],
        "shrinkage-check: {at-most: 20%}": ["in chunks", "repeated", "servers already dead"],
    ]

    /// What gets past a guard of ours it knows of; what it says that it knows of is found.
    @Test(arguments: guards.keys.sorted())
    func itsHolesAreFoundAndKnown(mechanism: String) async throws {
        let scene = try Scene()
        try scene.write(Self.fleet(mechanism), to: "fleet.yaml")
        let ended = try await scene.run(
            Checkout.binary,
            [
                "guard", "fleet.yaml", "--probe", "--window", "shell", "--format", "json", "--",
                "ctl", "remove", "--env", "prod", "--subsystem", "billing", "--count", "2",
            ])
        #expect(ended.status == 1, "\(ended.stdout)\(ended.stderr)")
        let told = try JSONSerialization.jsonObject(with: Data(ended.stdout.utf8))
        let probes = try #require((told as? [String: Any])?["probes"] as? [[String: Any]])
        let holes = probes.filter { $0["outcome"] as? String == "got through" }
        for hole in holes {
            #expect(
                (hole["known"] as? [String])?.isEmpty == false,
                "\(mechanism): \(hole["finding"] ?? "")")
        }
        let found = Set(holes.compactMap { $0["probe"] as? String })
        for probe in Self.guards[mechanism] ?? [] {
            #expect(found.contains(probe), "\(mechanism): \(probe) is not found")
        }
    }

    private static func fleet(_ mechanism: String) -> String {
        """
        fumble: fleet/v1
        name: probed
        environment: prod
        subsystems:
          index: {minimum: 70%, cells: {count: 4, replicas: 5, quorum: 3}, restart: {boot: 1m}}
          billing: {minimum: 50%, needs: {to-serve: [index]}, restart: {boot: 1m}}
        servers:
          - {group: shared, count: 12, carries: [billing, index], restart-age: 4y}
          - {group: index, count: 8, carries: [index], restart-age: 4y}
        operations:
          get: {path: [index], rate: 1200/s, service: 10ms, timeout: 1s}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        playbook:
          remove:
            usage: ctl remove --env ENV --subsystem SUBSYSTEM --count COUNT [--expect EXPECT] [--force]
            parsing: lenient
            does: {remove-servers: {of: SUBSYSTEM, count: COUNT}}
            ignores: [EXPECT]
            asks: [g]
            skips: {--force: [g]}
        guards:
          g: {keeps: capacity, \(mechanism)}
        """
    }
}
