import FumbleModel
import Testing

@testable import FumbleReport

/// What clients of real servers say of themselves, in the table.
@Suite struct ClientRowsTests {
    private static func row(late p99: TimeSpan, requests: Int = 0) -> ArmComparison.Cell? {
        let old = SingleArm.guarded
        let load = LoadRecord(
            lateness: LengthSpread(count: 9, p50: .zero, p99: p99, longest: p99),
            operations: [
                LoadRecord.Asked(
                    operation: OperationID(0), requests: 1_000, late: requests,
                    bound: .milliseconds(50),
                    latency: LengthSpread(count: 0, p50: .zero, p99: .zero, longest: .zero))
            ])
        let arm = ArmVerdict(
            arm: .guarded, promises: [], recovery: old.recovery, byOperation: [], dependents: [],
            blind: [], commands: [], timeline: [], capacity: [], writesLost: 0, events: 1,
            eventsHash: 2, load: load)
        return ClientRows.rows([arm]).first { $0.title == "requests late, p99" }?.cells.first
    }

    /// Before they are so late that the run shows nothing, the report says that they were late.
    @Test func clientsThatAreLateAreTold() {
        #expect(Self.row(late: .milliseconds(2)) == .init(text: "2 ms", isBad: false))
        #expect(Self.row(late: .milliseconds(25)) == .init(text: "25 ms, over 2 ms", isBad: true))
        #expect(
            Self.row(late: .milliseconds(1), requests: 11) == .init(text: "1 ms", isBad: true))
    }
}
