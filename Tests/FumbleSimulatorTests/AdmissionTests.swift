import FumbleModel
import FumbleSimulator
import Testing

/// What a door is for: an outage that outlives its cause ends when clients are let in step by step,
/// and does not end without.
@Suite struct AdmissionTests {
    /// An outage of ten seconds at a load of 0.5 with three retries, twice the load at which such an
    /// outage outlives its cause.
    ///
    /// - Returns: the share answered in the last ten of 300 seconds.
    private static func share(admittingFrom begin: Int64?) throws -> Double {
        let service = Distribution.exponential(mean: .milliseconds(10))
        let spec = Small.fleet(
            [Asked.subsystem()], [Small.group(20)],
            [Asked.operation(1_000, service, timeout: .seconds(1), retries: 3)],
            noticesAfter: .hours(1))
        var fleet = Asked.fleet(spec)
        _ = try fleet.run(to: 2)
        try fleet.apply(.hang(Small.servers(0..<20)))
        _ = try fleet.run(to: 12)
        try fleet.apply(.resume(Small.servers(0..<20)))
        if let begin {
            for (step, share) in [1.0, 10, 25, 50, 100].enumerated() {
                _ = try fleet.run(to: begin + Int64(step) * 40)
                try fleet.apply(.admit(OperationID(0), share: .percent(share)))
            }
        }
        _ = try fleet.run(to: 290)
        _ = fleet.closeWindow()
        let window = try fleet.window(to: 300)
        return window.answered / window.offered
    }

    @Test func theStormGoesOnWithoutADoor() throws {
        #expect(try Self.share(admittingFrom: nil) < 0.1)
    }

    @Test func theStormEndsWhenClientsAreLetInStepByStep() throws {
        #expect(try Self.share(admittingFrom: 60) > 0.999)
    }
}
