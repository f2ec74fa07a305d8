import FumbleModel
import FumbleSimulator
import Testing

/// What the benchmark of the kernel times is the work that it says it is.
@Suite struct SimulatorBenchTests {
    @Test func serversFailAndAreRepaired() {
        let work = SimulatorBench.machineRepair(servers: 1_000, events: 100_000, seed: 1)
        #expect(work.events == 100_000)
        #expect(work.hash == 3_223_293_255_325_628_649)
        let other = SimulatorBench.machineRepair(servers: 1_000, events: 100_000, seed: 2)
        #expect(other.hash != work.hash)
    }

    @Test func requestsWaitAsTheoryHasIt() throws {
        // Erlang C of ten servers at load 9: 0.6687; over ten servers of which a tenth is idle.
        var waits: [Double] = []
        for seed in UInt64(1)...3 {
            let work = SimulatorBench.sharedQueue(servers: 10, requests: 400_000, seed: seed)
            #expect(work.events == 800_000)
            waits.append(try #require(work.meanWait))
        }
        #expect((waits.reduce(0, +) / 3).isNear(0.6687, within: 0.05))
    }
}
