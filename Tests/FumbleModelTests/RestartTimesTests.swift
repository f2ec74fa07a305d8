import FumbleModel
import Testing

/// The length of each phase of a start, worked out by hand.
@Suite struct RestartTimesTests {
    private static func index(log: ByteRate?, copies: Int?) -> SubsystemSpec {
        SubsystemSpec(
            name: "index", position: SourcePosition(file: "fleet.yaml", line: 1, column: 1),
            minimum: .count(0), cells: nil,
            state: StateSpec(
                size: ByteCount(bytes: 180_000_000_000), objects: 600_000_000, growth: nil,
                rehearsed: nil, log: log, copies: copies),
            restart: RestartSpec(
                boot: .seconds(90), load: ByteRate(bytesPerSecond: 12_000_000),
                verify: Frequency(perSecond: 20_000), replay: ByteRate(bytesPerSecond: 1_000_000),
                warm: .seconds(5), atOnce: nil, slowedAbove: nil, fails: .none),
            servesFrom: .none, needs: .none, slots: 1)
    }

    @Test func everyPhaseComesOutOfSizesRatesAndAge() {
        // A hundred servers hold everything five times: a twentieth each. The log of four years is
        // 15.6 GB, of which one server replays 780 MB.
        let perYear = ByteRate(bytesPerSecond: 3_900_000_000 / TimeSpan.years(1).seconds)
        let times = RestartTimes(
            of: Self.index(log: perYear, copies: 5), capacity: 100, age: .years(4))
        #expect(times.boot == .seconds(90))
        #expect(times.load == .seconds(750))
        #expect(times.verify == .seconds(1_500))
        #expect(times.replay == .seconds(780))
        #expect(times.warm == .seconds(5))
        #expect(times.total == .seconds(3_125))
    }

    @Test func withoutALogAgeCostsNothing() {
        let subsystem = Self.index(log: nil, copies: 5)
        let young = RestartTimes(of: subsystem, capacity: 100, age: .zero)
        #expect(RestartTimes(of: subsystem, capacity: 100, age: .years(9)) == young)
        #expect(young.replay == .zero)
    }

    @Test func fewerServersHoldMoreEach() {
        let times = RestartTimes(
            of: Self.index(log: nil, copies: nil), capacity: 10, age: .zero)
        #expect(times.load == .seconds(1_500))
    }
}
