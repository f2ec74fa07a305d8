import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// Lengths that vary, queues and ways, as a fleet file writes them.
@Suite struct DistributionTests {
    private static func fleet(
        subsystem: String = "{}", group: String = "", operation: String = "",
        service: String = "4ms", path: String = "[a]"
    ) throws -> FleetSpec {
        let text = """
            fumble: fleet/v1
            name: stations
            subsystems:
              a: \(subsystem)
              b: {}
              c: {}
            servers:
              - {group: all, count: 2, carries: [a, b, c], restart-age: 1d\(group)}
            operations:
              get: {path: \(path), rate: 100/s, service: \(service), timeout: 1s\(operation)}
            """
        let compiler = Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "there is none"))
        }
        return try compiler.compileFleet(Array(text.utf8), path: "fleet.yaml").get().fleet
    }

    static let written: [(String, Distribution)] = [
        ("{deterministic: 2s}", .deterministic(.seconds(2))),
        ("{exponential: 2s}", .exponential(mean: .seconds(2))),
        ("{erlang: {mean: 2s, phases: 3}}", .erlang(mean: .seconds(2), phases: 3)),
        ("{lognormal: {mean: 2s, scv: 0.5}}", .lognormal(mean: .seconds(2), scv: 0.5)),
        ("{hyperexponential: {mean: 2s, scv: 16}}", .hyperexponential(mean: .seconds(2), scv: 16)),
        ("{weibull: {mean: 2s, shape: 0.7}}", .weibull(mean: .seconds(2), shape: 0.7)),
        ("{empirical: [1s, 2s, 3s]}", .empirical([.seconds(1), .seconds(2), .seconds(3)])),
    ]

    @Test(arguments: written)
    func everyDistributionIsReadWhereALengthMayVary(text: String, wanted: Distribution) throws {
        let fleet = try Self.fleet(
            subsystem: "{restart: {boot: \(text)}}", group: ", failure: \(text)", service: text)
        let varies: Distribution? = text.hasPrefix("{deterministic") ? nil : wanted
        #expect(fleet.groups[0].failure == wanted)
        #expect(fleet.subsystems[0].restart.boot == .seconds(2))
        #expect(fleet.subsystems[0].restart.bootVaries == varies)
        #expect(fleet.operations[0].path[0].service == .seconds(2))
        #expect(fleet.operations[0].path[0].varies == varies)
    }

    @Test func aLengthAloneDoesNotVary() throws {
        let fleet = try Self.fleet(
            subsystem: "{restart: {boot: 45s}}", group: ", failure: 1000h")
        #expect(fleet.groups[0].failure == .deterministic(.hours(1_000)))
        #expect(fleet.subsystems[0].restart.bootVaries == nil)
        #expect(fleet.operations[0].path[0].varies == nil)
    }

    @Test func serviceMayDifferFromStepToStep() throws {
        let fleet = try Self.fleet(
            service: "{a: {exponential: 4ms}, b: 9ms}", path: "[a, b]")
        let path = fleet.operations[0].path
        #expect(path.map(\.service) == [.milliseconds(4), .milliseconds(9)])
        #expect(path.map(\.varies) == [.exponential(mean: .milliseconds(4)), nil])
    }

    @Test func waysLeadFromSubsystemToSubsystem() throws {
        let then = "then: {a: {b: 70%, c: 20%}, b: {a: 10%, c: 60%}, c: {a: 30%}}"
        let operation = try Self.fleet(operation: ", \(then), fails: 10%").operations[0]
        #expect(operation.path.map(\.subsystem.index) == [0, 1, 2])
        #expect(operation.fails == .percent(10))
        #expect(
            operation.hops
                == [(0, 1, 70.0), (0, 2, 20), (1, 0, 10), (1, 2, 60), (2, 0, 30)].map {
                    OperationSpec.Hop(
                        from: SubsystemID($0.0), to: SubsystemID($0.1), chance: .percent($0.2))
                })
    }

    @Test func arrivalsKeepTheirRate() throws {
        let operation = try Self.fleet(operation: ", arrivals: {erlang: {mean: 10ms, phases: 2}}")
            .operations[0]
        #expect(operation.arrivals == .erlang(mean: .milliseconds(10), phases: 2))
    }

    @Test(arguments: [
        ("{}", QueueSpec.standard),
        ("{queue: {}}", .standard),
        (
            "{queue: {discipline: lifo, limit: 100 requests, shared: false}}",
            QueueSpec(discipline: .lifo, limit: 100, isShared: false)
        ),
        (
            "{queue: {discipline: fifo-drops-expired, limit: 0 requests}}",
            QueueSpec(discipline: .fifoDropsExpired, limit: 0, isShared: true)
        ),
        (
            "{queue: {discipline: deadline, limit: none}}",
            QueueSpec(discipline: .deadline, limit: nil, isShared: true)
        ),
    ])
    func queuesAreRead(text: String, wanted: QueueSpec) throws {
        #expect(try Self.fleet(subsystem: text).subsystems[0].queue == wanted)
    }
}
