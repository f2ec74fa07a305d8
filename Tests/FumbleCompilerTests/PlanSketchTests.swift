import Foundation
import FumbleCompiler
import FumbleModel
import Testing

/// What `fumble plan` says before anything is touched.
@Suite struct PlanSketchTests {
    private func sketch() throws -> PlanSketch {
        let compiled = try Files.example()
        return PlanSketch(compiled.plan, topology: compiled.topology, seed: 1)
    }

    @Test func theExampleComesToFortyFourServers() throws {
        let step = try sketch().steps[0]
        guard case .typed(let meant, let typed) = step.what else {
            Issue.record("the step types a line")
            return
        }
        #expect(meant.servers == 4)
        #expect(typed.servers == 44)
        #expect(typed.bySubsystem == [44, 44, 44, 0, 0])
        #expect(typed.asks == ["floor", "rate"])
        #expect(typed.skips == [])
        #expect(typed.reachesNothing == nil)
        #expect(step.left == [56, 16, 16, 900, 900])
    }

    @Test func whatAStartOfEachSubsystemCosts() throws {
        let subsystems = try sketch().subsystems
        let index = subsystems[0]
        #expect(index.servers == 100)
        #expect(index.minimum == 70)
        #expect(index.longestRestartAge == .years(4))
        // Five copies on 100 servers: each loads 9 GB at 12 MB/s (750 s) and verifies 2M objects at
        // 20k/s (100 s) after a boot of 45 s, of which 0.5 % begin again; two waves of 40, and one
        // of 20 that is over when the slowest of those has booted. Slots that a failed boot keeps
        // longer shift those waves by less than 1 s.
        let server = 45 / 0.995 + 750 + 100
        let again = (1...3).map { 1 - pow(1 - pow(0.005, Double($0)), 20) }
        let slowest = 45 * (1 + again.reduce(0, +))
        let own = 2 * server + slowest + 750 + 100
        #expect(abs(index.ownRestart.seconds - own) < 1)
        // Placement needs index to start, and boots in 40 s.
        #expect(subsystems[1].fullRestart == index.ownRestart + .seconds(40))
        #expect(subsystems[1].ownRestart == .seconds(40))
    }

    @Test func theRehearsalRatioIsGrowthCompounded() throws {
        let ratios = try sketch().subsystems.map(\.rehearsalRatio)
        // 1.6 to the fourth.
        #expect(abs((ratios[0] ?? 0) - 6.5536) < 1e-9)
        #expect(ratios[1] == nil)
    }

    @Test func circlesOfStartsAreFound() throws {
        let fleet = Texts.fleet
            .replacing("index: {minimum: 70%}", with: "index: {needs: {to-start: [billing]}}")
            .replacing("billing: {minimum: 50%}", with: "billing: {needs: {to-start: [index]}}")
        let compiled = try Texts.compile(
            Texts.experiment(
                method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}"),
            fleet: fleet
        ).get()
        let sketch = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1)
        #expect(sketch.startCircles == [[SubsystemID(0), SubsystemID(1)]])
        #expect(compiled.notes.count == 1)
        #expect(try Files.example().notes.isEmpty)
    }

    @Test func faultsTakeWhatTheyHit() throws {
        let method = """
              - {at: 5m, fault: {crash: {of: billing, count: 2}}, for: 10m}
              - {after: 5m, fault: {slow: {of: index, count: 3, factor: 3x}}, for: 5m}
            """
        let compiled = try Texts.compile(Texts.experiment(method: method)).get()
        let steps = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1).steps
        #expect(steps.map(\.left) == [[8, 4], [8, 4]])
    }
}
