import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// The example of the design, and its arithmetic.
@Suite struct FormatExampleTests {
    private func example() throws -> CompiledExperiment {
        do {
            return try Files.example()
        } catch let mistakes as FileMistakes {
            Issue.record(
                Comment(
                    rawValue: DiagnosticsFormat.text.render(
                        mistakes.diagnostics, sources: mistakes.sources)))
            throw mistakes
        }
    }

    @Test func itCompiles() throws {
        let compiled = try example()
        let plan = compiled.plan
        #expect(plan.experiment == "s3-2017-mistyped-removal")
        #expect(plan.fleet.name == "object-store")
        #expect(plan.arms == [.meant, .guarded, .unguarded])
        #expect(plan.horizon == .hours(8))
        #expect(plan.settle == .minutes(5))
        #expect(plan.window == .seconds(10))
        #expect(compiled.fleet?.path == "fleets/object-store.yaml")
        #expect(plan.mayTouch?.servers == 44)
        #expect(
            plan.expectations.map(\.path) == [
                "expect.promises.capacity", "expect.promises.pace", "expect.guards.floor",
                "expect.get", "expect.acknowledged-writes-lost",
            ])
    }

    @Test func capacitiesAndMinimums() throws {
        let compiled = try example()
        let fleet = compiled.plan.fleet
        let capacities = fleet.subsystems.indices.map {
            compiled.topology.capacity(of: SubsystemID($0))
        }
        let minimums = zip(fleet.subsystems, capacities).map { $0.minimum.resolved(of: $1) }
        #expect(
            fleet.subsystems.map(\.name) == [
                "index", "placement", "billing", "storage", "status-page",
            ])
        #expect(capacities == [100, 60, 60, 900, 900])
        #expect(minimums == [70, 36, 30, 720, 0])
        #expect(compiled.topology.serverCount == 1000)
    }

    @Test func whatTheLinesLeave() throws {
        let compiled = try example()
        let sketch = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1)
        guard case .typed(let meant, let typed) = sketch.steps[0].what else {
            Issue.record("the first step types a line")
            return
        }
        let capacities = sketch.subsystems.map(\.servers)
        #expect(zip(capacities, meant.bySubsystem).map { $0 - $1 } == [96, 56, 56, 900, 900])
        #expect(zip(capacities, typed.bySubsystem).map { $0 - $1 } == [56, 16, 16, 900, 900])
    }

    @Test func stateAndRestart() throws {
        let index = try example().plan.fleet.subsystems[0]
        #expect(index.state?.size == ByteCount(bytes: 180_000_000_000))
        #expect(index.state?.objects == 40_000_000)
        #expect(index.state?.growth?.perYear == .percent(60))
        #expect(index.state?.rehearsed == .years(4))
        #expect(index.restart.atOnce == 40)
        #expect(index.restart.fails == FailingBoots(fresh: .percent(0.5)))
        #expect(index.restart.load == ByteRate(bytesPerSecond: 12_000_000))
        #expect(index.servesFrom == .percent(70))
        #expect(index.cells == CellSpec(count: 20, replicas: 5, quorum: .count(3)))
    }

    @Test func guardsAndPlaybook() throws {
        let fleet = try example().plan.fleet
        #expect(fleet.guards.map(\.name) == ["floor", "rate"])
        #expect(fleet.guards.map(\.keeps) == ["capacity", "pace"])
        #expect(fleet.guards.map(\.onBreach) == [.refuse, .pace])
        #expect(fleet.guards.map(\.decidesIn) == [.milliseconds(40), .milliseconds(40)])
        #expect(fleet.guards[0].mechanism.viewLag == .seconds(10))
        #expect(fleet.playbook[0].asks == ["floor", "rate"])
        #expect(
            fleet.playbook[0].skips == [
                PlaybookEntry.Skip(flag: "--force", guards: ["rate"])
            ])
        #expect(fleet.noticesAfter == .seconds(10))
        #expect(fleet.environment == "prod")
    }

    @Test func placesOfWhatIsExpected() throws {
        let plan = try example().plan
        let floor = plan.expectations.first { $0.path == "expect.guards.floor" }
        #expect(floor?.position == SourcePosition(file: "experiment.yaml", line: 22, column: 12))
        guard case .type(let line) = plan.method[0].action else {
            Issue.record("the first step types a line")
            return
        }
        #expect(line.isMistyped)
        #expect(line.typedPosition.line == 13)
        #expect(line.meantWindow == "prod-shell")
    }
}
