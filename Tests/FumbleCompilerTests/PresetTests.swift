import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// Measured systems whose rates a fleet file takes by name.
@Suite struct PresetTests {
    private static func index(_ restart: String, state: String = "{size: 1 GB}") throws
        -> SubsystemSpec
    {
        let fleet = Texts.fleet.replacing(
            "index: {minimum: 70%}",
            with: "index: {minimum: 70%, state: \(state), restart: \(restart)}")
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}")
        return try Texts.compile(text, fleet: fleet).get().plan.fleet.subsystems[0]
    }

    @Test(arguments: RestartPreset.all) func aNameStandsForItsRates(preset: RestartPreset) throws {
        let byName = try Self.index("{like: \(preset.name)}").restart
        #expect(byName.load == preset.load)
        #expect(byName.verify == preset.verify)
        #expect(byName.replay == preset.replay)
        #expect(byName.fails == FailingBoots(fresh: preset.fails ?? .none))
        #expect(byName.boot == .zero)
        #expect(byName.like == preset.name)
        // What its page says it stands for is the same, written out.
        let written = try Self.index(preset.written).restart
        #expect(written.load == byName.load)
        #expect(written.verify == byName.verify)
        #expect(written.replay == byName.replay)
        #expect(written.fails == byName.fails)
        #expect(written.like == nil)
    }

    @Test func anyOtherFieldOverrides() throws {
        let restart = try Self.index(
            "{like: hdfs-namenode, boot: 60s, load: 9 MB/s, fails: 2%, at-once: 3}"
        ).restart
        #expect(restart.boot == .seconds(60))
        #expect(restart.load == ByteRate(bytesPerSecond: 9_000_000))
        #expect(restart.replay == ByteRate(bytesPerSecond: 900_000))
        #expect(restart.fails == FailingBoots(fresh: .percent(2)))
        #expect(restart.atOnce == 3)
        #expect(try Self.index("{like: joyent-reboot, fails: 0%}").restart.fails.isNone)
        #expect(try Self.index("{like: none, boot: 1s}").restart.like == nil)
    }

    /// HADOOP-3022: 132 s for the image, 311 s for the edits, 320 s for the reports of 6 M blocks.
    @Test func aNameNodeStartsAsMeasured() throws {
        let restart = "{like: hdfs-namenode, boot: 70s}"
        let state = "{size: 594 MB, objects: 6M, log: 280 MB per year}"
        let times = RestartTimes(
            of: try Self.index(restart, state: state), capacity: 1, age: .years(1))
        #expect(times.load == .seconds(132))
        #expect((times.replay.seconds - 311).magnitude < 0.2)
        #expect(times.verify == .seconds(320))
        #expect((times.total.seconds / 60 - 14).magnitude < 0.2)
    }

    /// HADOOP-3248: 20 M files in 40 minutes, and in 14 with another memory setting.
    @Test(arguments: [("default-heap", 40.0), ("tuned-heap", 14)])
    func aHeapMakesTheDifference(_ heap: String, _ minutes: Double) throws {
        let subsystem = try Self.index(
            "{like: hdfs-namenode-\(heap)}", state: "{objects: 20M}")
        let times = RestartTimes(of: subsystem, capacity: 1, age: .zero)
        #expect((times.total.seconds / 60 - minutes).magnitude < 0.01)
    }

    @Test func everyPresetIsCitedAndGivesSomething() {
        let presets = RestartPreset.all
        #expect(presets.count >= 8)
        #expect(Set(presets.map(\.name)).count == presets.count)
        for preset in presets {
            #expect(preset.source.hasPrefix("https://"), "\(preset.name)")
            #expect(!preset.read.isEmpty && preset.written != "{}", "\(preset.name)")
        }
    }

    @Test func theSchemaKnowsTheNames() {
        let fleet = Declarations.all(.standard()).files[1]
        let schema = JSONSchema.document(for: fleet.record, title: fleet.header).pretty
        for preset in RestartPreset.all { #expect(schema.contains("\"\(preset.name)\"")) }
    }

    @Test func failuresThatGrowAreRead() throws {
        let restart = try Self.index(
            "{boot: 45s, fails: {fresh: 0.5%, stale: 10%}, herd: {above: 4, adds: 20%}}"
        ).restart
        let herd = FailingBoots.Herd(above: 4, adds: .percent(20))
        #expect(
            restart.fails
                == FailingBoots(
                    fresh: .percent(0.5), stale: .percent(10), over: .days(180), herd: herd))
        let fast = try Self.index("{fails: {fresh: 0%, stale: 10%, over: 30d}}").restart
        #expect(fast.fails == FailingBoots(fresh: .none, stale: .percent(10), over: .days(30)))
    }
}
