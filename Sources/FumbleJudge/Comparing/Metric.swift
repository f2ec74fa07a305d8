package import FumbleModel

/// Something that is compared: a time until a milestone, or requests lost, of all operations together
/// or of one.
package struct Metric: Sendable, Hashable {
    package let operation: String?
    package let quantity: Quantity

    package enum Quantity: Sendable, Hashable {
        case time(Milestone)
        case lostRequests
    }

    package init(_ quantity: Quantity, of operation: String? = nil) {
        self.quantity = quantity
        self.operation = operation
    }

    /// - Parameter name: `time-to-recover`, `get.lost-requests`; nil: there is no such measure.
    package init?(_ name: String) {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let last = parts.last,
            let quantity = Self.quantities.first(where: { Self.name(of: $0) == last })
        else { return nil }
        self.init(quantity, of: parts.count > 1 ? String(parts[0]) : nil)
    }

    package static let quantities: [Quantity] =
        Milestone.allCases.map { .time($0) } + [.lostRequests]

    package static var names: [String] { quantities.map(name) }

    private static func name(of quantity: Quantity) -> String {
        switch quantity {
        case .time(let milestone): milestone.name
        case .lostRequests: "lost-requests"
        }
    }

    package var name: String {
        (operation.map { "\($0)." } ?? "") + Self.name(of: quantity)
    }

    /// `time to recover`, `GET's time to recover`.
    package var words: String {
        let what =
            switch quantity {
            case .time(let milestone): milestone.words
            case .lostRequests: "requests lost"
            }
        return operation.map { "\(what) of \($0)" } ?? what
    }

    var unit: MetricComparison.Unit {
        if case .lostRequests = quantity { return .requests }
        return .seconds
    }

    /// The value in one run; nil: it has none.
    func observation(in seed: SeedVerdict, responds: Bool) -> KaplanMeier.Observation? {
        let recovery =
            operation == nil
            ? seed.recovery : seed.byOperation.first { $0.operation == operation }?.recovery
        return recovery.flatMap { observation(in: $0, responds: responds) }
    }

    func observation(in recovery: Recovery, responds: Bool) -> KaplanMeier.Observation? {
        switch quantity {
        case .time(let milestone):
            return MilestoneJudge.observation(of: milestone, in: recovery, responds: responds)
        case .lostRequests:
            guard recovery.injected != nil else { return nil }
            return .init(recovery.lostRequests)
        }
    }

    /// The logarithm by which two values are compared. Lost requests are counted from one, so that
    /// none lost before and some now is a finite ratio; a time of nothing has none: nil.
    func log(_ value: Double) -> Double? {
        if case .lostRequests = quantity { return Elementary.log(value + 1) }
        return value > 0 ? Elementary.log(value) : nil
    }
}

/// How much more of a measure is borne with: `time-to-recover:5%`.
package struct Gate: Sendable, Hashable {
    package let metric: Metric
    package let bearable: Share

    package init(metric: Metric, bearable: Share) {
        self.metric = metric
        self.bearable = bearable
    }
}
