import FumbleModel

/// What clients of one operation lost since `injected`.
struct Goodput {
    /// Answers in a window below which goodput is zero: simulated flows are not whole numbers.
    static let nothing = 1e-6

    let fellToZero: Bool
    let firstSuccess: Instant?
    /// Client intents not answered in time, to a whole number.
    let lost: Double
    /// The lowest share answered of a window, over the mean share before; at most 1.
    let depth: Double

    /// - Parameter first: the place of the window that contains `injected` among `whole`.
    init(of operation: OperationID, in record: ArmRecord, whole: [WindowSample], since first: Int) {
        let after = whole[first...].compactMap { Self.sample($0, operation) }
        let before = whole[..<first].compactMap { Self.sample($0, operation)?.sample }
        let zero = after.firstIndex { $0.hasData && $0.sample.answered < Self.nothing }
        fellToZero = zero != nil
        firstSuccess = zero.flatMap { zero in
            after[zero...].first { $0.sample.answered >= Self.nothing }?.start
        }

        let from = record.injected ?? record.end
        lost = record.windows.filter { $0.end > from }
            .compactMap { Self.sample($0, operation)?.sample }
            .reduce(0) { $0 + max(0, $1.offered - $1.answered) }.rounded()

        let offered = before.reduce(0) { $0 + $1.offered }
        let answered = before.reduce(0) { $0 + $1.answered }
        let baseline = answered > Self.nothing ? answered / offered : 1
        let lowest = after.filter(\.hasData).map { $0.sample.answered / $0.sample.offered }.min()
        depth = min(1, (lowest ?? 1) / baseline)
    }

    private struct Place {
        let start: Instant
        let sample: OperationSample
        var hasData: Bool { sample.offered >= OperationTolerance.leastOffered }
    }

    private static func sample(_ window: WindowSample, _ operation: OperationID) -> Place? {
        guard window.operations.indices.contains(operation.index) else { return nil }
        return Place(start: window.start, sample: window.operations[operation.index])
    }
}
