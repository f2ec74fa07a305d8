import Foundation
import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import FumbleSimulator
import Testing

/// What `fumble plan` predicts of full restarts, held against the simulated fleet.
@Suite struct ForecastTests {
    private static let file = "Experiments/s3-2017/fleets/as-in-2017.yaml"

    private static func text() throws -> String {
        let root = Files.folder.deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: file), encoding: .utf8)
    }

    private static func compile(
        _ fleet: String, more: String = "", settings: [InputSetting] = []
    ) throws -> CompiledExperiment {
        let text = """
            fumble: experiment/v1
            name: forecast
            fleet: fleet.yaml
            method: [{at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}]
            horizon: 1h
            \(more)
            """
        return try Texts.compile(text, fleet: fleet, settings: settings).get()
    }

    private static func forecasts(_ compiled: CompiledExperiment) -> [[RestartForecast]] {
        PlanSketch(compiled.plan, topology: compiled.topology, seed: 1).subsystems.map(\.forecasts)
    }

    /// The time that a full restart of a subsystem, and of all it needs to start, takes on average.
    private static func simulated(
        _ compiled: CompiledExperiment, _ subsystem: Int, needing needs: [Int] = [],
        seeds: Range<UInt64>
    ) throws -> Double {
        var sum = 0.0
        for seed in seeds {
            var fleet = SimulatedFleet(compiled.plan.fleet, topology: compiled.topology, seed: seed)
            try fleet.apply(.fullRestart((needs + [subsystem]).map { SubsystemID($0) }))
            let whole = FleetEvent.What.whole(subsystem: SubsystemID(subsystem))
            let events = try fleet.advance(to: .start + .days(30))
            let last = try #require(events.last { $0.what == whole })
            sum += last.at.sinceStart.seconds
        }
        return sum / Double(seeds.count)
    }

    private static func check(
        _ compiled: CompiledExperiment, _ predicted: [TimeSpan], within share: Double
    ) throws {
        for (subsystem, needs) in [(0, [Int]()), (1, [0]), (2, []), (3, [])] {
            let seen = try simulated(compiled, subsystem, needing: needs, seeds: 1..<4)
            let told = predicted[subsystem].seconds
            #expect((told - seen).magnitude <= share * seen, "\(subsystem): \(told) for \(seen)")
        }
    }

    @Test func todayIsAsSimulated() throws {
        let compiled = try Self.compile(try Self.text())
        let predicted = Self.forecasts(compiled).map { $0[0].full }
        try Self.check(compiled, predicted, within: 0.02)
    }

    /// The fleet as it will be in two years, with every state and age written out.
    private static func grown() throws -> CompiledExperiment {
        let grown = try text().replacing("default: 4y,", with: "default: 6y,")
            .replacing("simulated: 180 GB", with: "simulated: 460.8 GB")
            .replacing("simulated: 600M objects", with: "simulated: 1536M objects")
            .replacing("simulated: 50 GB", with: "simulated: 128 GB")
            .replacing("simulated: 2400M objects", with: "simulated: 6144M objects")
            .replacing("restart-age: 30d", with: "restart-age: 2y30d")
        return try compile(grown)
    }

    @Test func inTwoYearsIsAsSimulated() throws {
        let predicted = Self.forecasts(try Self.compile(try Self.text()))
        #expect(predicted.map { $0.map(\.inYears) } == .init(repeating: [0, 1, 2, 4], count: 5))
        let later = predicted.map { $0[2].full }
        try Self.check(try Self.grown(), later, within: 0.02)
        #expect(later[0] > predicted[0][0].full.times(2))
    }

    @Test func anExperimentCanTakePlaceThen() throws {
        let compiled = try Self.compile(try Self.text(), more: "as-of: in 2y")
        let then = compiled.plan.fleet
        let written = try Self.grown().plan.fleet
        #expect(compiled.notes.map(\.message).contains { $0.contains("as it will be in 2y") })
        #expect(then.subsystems.map(\.state) == written.subsystems.map(\.state))
        #expect(then.groups.map(\.restartAge) == written.groups.map(\.restartAge))
    }

    @Test func whatTakesMostOfItIsNamed() throws {
        let forecasts = Self.forecasts(try Self.compile(try Self.text()))
        for longest in [forecasts[0][0].longest, forecasts[1][3].longest] {
            #expect(longest?.subsystem == "index")
            #expect(longest?.phase == .verify)
        }
        #expect(forecasts[2][0].longest?.phase == .boot)
        #expect(forecasts[4][0].longest == nil)
        #expect(((forecasts[0][3].rehearsalRatio ?? 0) - 42.94967296).magnitude < 1e-9)
    }
}
