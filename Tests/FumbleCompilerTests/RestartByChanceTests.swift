import FumbleCompiler
import FumbleModel
import FumbleSimulator
import Testing

/// What `fumble plan` predicts where boots vary or fail: held against formulas, and against the
/// simulated fleet over many seeds.
@Suite(.timeLimit(.minutes(30))) struct RestartByChanceTests {
    private static func compile(
        _ restart: String, servers: Int, age: String = "4y", older: String? = nil
    ) throws -> CompiledExperiment {
        let fleet = Texts.fleet
            .replacing(
                "index: {minimum: 70%}",
                with: "index: {minimum: 70%, state: {size: 4 TB, copies: 2}, restart: {\(restart)}}"
            )
            .replacing("count: 6,", with: "count: \(servers - servers / 2),")
            .replacing("count: 4,", with: "count: \(servers / 2),")
            .replacing(
                "carries: [index], restart-age: 4y",
                with: "carries: [index], restart-age: \(older ?? age)"
            )
            .replacing("restart-age: 4y", with: "restart-age: \(age)")
        let text = """
            fumble: experiment/v1
            name: by-chance
            fleet: fleet.yaml
            method: [{at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}]
            horizon: 1h
            """
        return try Texts.compile(text, fleet: fleet).get()
    }

    /// In minutes.
    private static func told(_ compiled: CompiledExperiment) -> Double {
        let sketch = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1)
        return sketch.subsystems[0].fullRestart.seconds / 60
    }

    /// In minutes, with the standard error of the mean.
    private static func simulated(
        _ compiled: CompiledExperiment, seeds: Int
    ) throws -> (mean: Double, error: Double) {
        var (sum, squares) = (0.0, 0.0)
        for seed in 1...seeds {
            var fleet = SimulatedFleet(
                compiled.plan.fleet, topology: compiled.topology, seed: UInt64(seed))
            try fleet.apply(.fullRestart([SubsystemID(0)]))
            let whole = FleetEvent.What.whole(subsystem: SubsystemID(0))
            let events = try fleet.advance(to: .start + .days(30))
            let last = try #require(events.last { $0.what == whole }, "seed \(seed)")
            let length = last.at.sinceStart.seconds / 60
            sum += length
            squares += length * length
        }
        let mean = sum / Double(seeds)
        let variance = max(0, squares / Double(seeds) - mean * mean)
        return (mean, (variance / Double(seeds - 1)).squareRoot())
    }

    /// `1 + 1/2 + ... + 1/n`: the longest of n exponential lengths, in means.
    private static func harmonic(_ count: Int) -> Double {
        (1...count).reduce(0) { $0 + 1 / Double($1) }
    }

    /// The longest of n geometric numbers of boots.
    private static func boots(_ count: Double, failing: Double) -> Double {
        var (sum, chance) = (0.0, 1.0)
        for _ in 0..<20 {
            var all = 1.0
            for _ in 0..<Int(count) { all *= 1 - chance }
            sum += 1 - all
            chance *= failing
        }
        return sum
    }

    /// All start together, and theory knows the longest.
    @Test(arguments: [
        ("boot: {exponential: 5m}", 50, 5 * harmonic(50), 1e-4),
        ("boot: {exponential: 5m}, at-once: 50", 50, 5 * harmonic(50), 1e-4),
        ("boot: {exponential: 5m}, warm: 7m", 50, 7 + 5 * harmonic(50), 1e-4),
        ("boot: {exponential: 5m}", 100_000, 5 * harmonic(100_000), 1e-4),
        // A geometric number of exponential boots is exponential.
        ("boot: {exponential: 5m}, fails: 50%", 50, 10 * harmonic(50), 0.003),
        ("boot: {exponential: 5m}, fails: 20%", 3_000, 6.25 * harmonic(3_000), 0.003),
        ("boot: 5m, fails: 50%", 50, 5 * boots(50, failing: 0.5), 1e-4),
        ("boot: 5m, fails: 10%, warm: 1m", 50, 1 + 5 * boots(50, failing: 0.1), 1e-4),
        ("boot: {empirical: [1m, 9m]}", 3, 8, 1e-4),
        // Of Weibull lengths, by inclusion and exclusion.
        (
            "boot: {weibull: {mean: 5m, shape: 0.5}}", 5,
            5 * (5 - 10.0 / 4 + 10.0 / 9 - 5.0 / 16 + 1.0 / 25), 1e-3
        ),
        // The smallest of two lengths that are sums of two exponentials of 1: 5/4.
        ("boot: {erlang: {mean: 2m, phases: 2}}", 2, 4 - 1.25, 1e-4),
    ])
    func theLongestIsAsInTheory(
        _ restart: String, _ servers: Int, _ theory: Double, _ share: Double
    ) throws {
        let told = Self.told(try Self.compile(restart, servers: servers))
        #expect((told - theory).magnitude <= share * theory, "\(told) for \(theory)")
    }

    /// The share of boots that fail comes from the age.
    @Test(arguments: [("1y", 0.1 + 0.4 * 0.868_4), ("5y", 0.1 + 0.4 * 0.999_96)])
    func bootsOfOldServersFailMoreOften(_ age: String, _ failing: Double) throws {
        let restart = "boot: {exponential: 5m}, fails: {fresh: 10%, stale: 50%, over: 180d}"
        let told = Self.told(try Self.compile(restart, servers: 10, age: age))
        let theory = 5 / (1 - failing) * Self.harmonic(10)
        #expect((told - theory).magnitude <= 0.003 * theory, "\(told) for \(theory)")
    }

    @Test(arguments: [
        ("boot: {exponential: 5m}", 50),
        ("boot: {lognormal: {mean: 5m, scv: 4}}", 50),
        ("boot: {hyperexponential: {mean: 5m, scv: 9}}, fails: 20%", 50),
        ("boot: {weibull: {mean: 5m, shape: 2}}, fails: 50%", 50),
        ("boot: {exponential: 5m}, fails: {fresh: 10%, stale: 50%, over: 180d}", 10),
        ("boot: {exponential: 60s}, at-once: 7", 100),
        ("boot: {exponential: 60s}, at-once: 1", 20),
        ("boot: {lognormal: {mean: 1m, scv: 2}}, fails: 20%, warm: 2m, at-once: 30", 100),
        ("boot: {exponential: 60s}, herd: {above: 20, adds: 60%}", 100),
        ("boot: {exponential: 60s}, warm: 3m, slowed-above: 20, at-once: 45", 100),
        ("boot: 60s, fails: {fresh: 1%, stale: 20%}", 100),
        ("boot: 60s, warm: 5m, fails: {fresh: 1%, stale: 20%, over: 90d}, at-once: 30", 100),
        ("boot: 60s, warm: 1m, herd: {above: 40, adds: 60%}", 100),
        ("boot: 60s, warm: 3m, slowed-above: 20, at-once: 45", 100),
        ("like: scuba-disk, boot: 2m, slowed-above: 50", 100),
    ])
    func itIsAsSimulated(_ restart: String, _ servers: Int) throws {
        let compiled = try Self.compile(restart, servers: servers, age: "30d", older: "4y")
        try Self.expectAsSimulated(compiled, seeds: 100)
    }

    /// Within what the seeds leave open, and 1 % of its own.
    private static func expectAsSimulated(_ compiled: CompiledExperiment, seeds: Int) throws {
        let told = told(compiled)
        let seen = try simulated(compiled, seeds: seeds)
        let apart = (told - seen.mean).magnitude
        #expect(apart <= 3.3 * seen.error + 0.01 * seen.mean, "\(told) for \(seen)")
        #expect(seen.error < 0.1 * seen.mean)
    }

    /// Crowds larger than are tried whole, and many waves.
    @Test(arguments: [
        ("boot: {exponential: 60s}, herd: {above: 200, adds: 60%}", 2_100),
        ("boot: {exponential: 60s}, warm: 3m, slowed-above: 500", 2_100),
        ("boot: {lognormal: {mean: 60s, scv: 1}}, at-once: 1100", 2_400),
        ("boot: {exponential: 60s}, fails: 10%, at-once: 40", 2_500),
        ("boot: 60s, fails: 1%, at-once: 10", 1_500),
    ])
    func largeFleetsAreAsSimulated(_ restart: String, _ servers: Int) throws {
        let compiled = try Self.compile(restart, servers: servers, age: "30d", older: "4y")
        try Self.expectAsSimulated(compiled, seeds: 16)
    }

    /// The same each time, and for any seed.
    @Test func itNeverChangesByItself() throws {
        let compiled = try Self.compile("boot: {exponential: 60s}, at-once: 9", servers: 60)
        let again = PlanSketch(compiled.plan, topology: compiled.topology, seed: 77)
        #expect(again.subsystems[0].fullRestart.seconds / 60 == Self.told(compiled))
    }
}
