import FumbleModel
import FumbleSimulator
import Testing

/// The two grains of traffic agree about the share of intents that is answered.
@Suite struct AgreementTests {
    /// What happens to a fleet of 20 servers that each answer 100 requests a second.
    enum Story: CaseIterable {
        /// Three crash and restart; there is capacity to spare.
        case crash
        /// Twelve are removed; the rest cannot answer all.
        case removal
        /// Half as much again is asked as can be answered, and asked again.
        case overload
    }

    private static func availability(
        _ story: Story, _ traffic: TrafficGrain, seed: UInt64
    ) throws -> Double {
        let service = Distribution.exponential(mean: .milliseconds(10))
        let retries = story == .overload ? 2 : 0
        let spec = Small.fleet(
            [Asked.subsystem(Asked.queue(.deadline))], [Small.group(20)],
            [
                Asked.operation(
                    story == .crash ? 800 : 1_200, service, timeout: .milliseconds(300),
                    retries: retries)
            ], noticesAfter: .seconds(2))
        var fleet = SimulatedFleet(
            spec, topology: Topology(spec), seed: seed, traffic: traffic)
        _ = try fleet.run(to: 10)
        switch story {
        case .crash: try fleet.apply(.restart(Small.servers(0..<3), aged: nil))
        case .removal: try fleet.apply(.remove(Small.servers(0..<12)))
        case .overload: try fleet.apply(.offer(Asked.get, factor: 2.5))
        }
        let window = try fleet.window(to: 60)
        return window.answered / window.offered
    }

    /// The mean over a few seeds: one of a minute is off by as much by chance alone.
    @Test(arguments: Story.allCases)
    func theGrainsAgree(_ story: Story) throws {
        let flow = try Self.availability(story, .flow, seed: 1)
        let seeds: ClosedRange<UInt64> = 1...4
        let requests = try seeds.reduce(0.0) {
            try $0 + Self.availability(story, .requests, seed: $1) / Double(seeds.count)
        }
        #expect((flow - requests).magnitude < 0.005, "flow \(flow), requests \(requests)")
    }
}
