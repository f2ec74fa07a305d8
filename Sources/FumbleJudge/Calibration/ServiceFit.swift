package import FumbleModel

/// How long servers work on a request of one operation, as a run measured it.
package struct ServiceFit: Sendable, Hashable {
    package let operation: OperationID
    /// From the first attempt to the answer, in the arm where that was shortest, less what was spent
    /// in queues if that was measured too. Of real clients all is counted as service: they do not see queues.
    package let measured: LengthSample
    /// Whether lengths are so far apart that nothing but their median says how long service takes.
    package let isMedian: Bool
    /// By step of the path: each as many times as long as the file says.
    package let services: [TimeSpan]

    /// The operations whose latency the experiment asked for, and whose requests go along the path; those
    /// are left out whose clients were late.
    static func fits(of run: Run, _ plan: Plan) -> [ServiceFit] {
        plan.fleet.operations.indices.compactMap { place in
            let operation = plan.fleet.operations[place]
            let declared = operation.path.reduce(0) { $0 + Double($1.service.microseconds) }
            guard operation.hops.isEmpty, declared > 0,
                let measured = latency(of: OperationID(place), run, plan)
            else { return nil }
            let factor = Double(measured.sample.mean.microseconds) / declared
            return ServiceFit(
                operation: OperationID(place), measured: measured.sample,
                isMedian: measured.isMedian,
                services: operation.path.map {
                    let span = Double($0.service.microseconds) * factor
                    return TimeSpan(microseconds: Int64(span.rounded()))
                })
        }
    }

    private static func latency(
        of operation: OperationID, _ run: Run, _ plan: Plan
    ) -> (sample: LengthSample, isMedian: Bool)? {
        let asked = run.arms.compactMap { $0.asked(operation) }
        let shortest = asked.filter { $0.keptSchedule && $0.latency.count > 0 }.map(\.latency)
            .min { $0.p50 < $1.p50 }
        if let shortest {
            if let sample = LengthSample(lognormal: shortest) { return (sample, false) }
            let median = LengthSample(
                count: shortest.count, mean: shortest.p50, standardDeviation: .zero)
            return (median, true)
        }
        guard asked.isEmpty else { return nil }
        let best = run.arms.compactMap { arm in
            reading(.latency(operation), of: arm, plan).map { (arm, $0) }
        }.min { ($0.1.mean ?? 0) < ($1.1.mean ?? 0) }
        guard let (arm, reading) = best, let mean = reading.mean else { return nil }
        let waited = self.reading(.wait(operation), of: arm, plan)?.mean ?? 0
        let sample = LengthSample(
            count: Int(reading.weight), mean: span(max(mean - waited, 0)),
            standardDeviation: span(reading.standardDeviation ?? 0))
        return (sample, false)
    }

    /// The operations whose clients were late in an arm of a run: they waited for themselves.
    static func late(in run: Run, _ plan: Plan) -> [OperationID] {
        plan.fleet.operations.indices.map { OperationID($0) }.filter { operation in
            run.arms.contains { $0.asked(operation)?.keptSchedule == false }
        }
    }

    /// What a measure of the whole run answered; nil where it was not asked for, or had nothing.
    private static func reading(
        _ quantity: MeasureSpec.Quantity, of arm: ArmRun, _ plan: Plan
    ) -> MeasureReading? {
        let measure = plan.measures.first { $0.quantity == quantity && $0.at == nil }
        return arm.readings.first { $0.name == measure?.name && $0.mean != nil && $0.weight > 0 }
    }

    private static func span(_ seconds: Double) -> TimeSpan {
        TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded()))
    }
}

extension ArmRun {
    /// How real clients asked an operation; nil: it was simulated, or nobody asked.
    fileprivate func asked(_ operation: OperationID) -> LoadRecord.Asked? {
        events.lazy.compactMap { event -> LoadRecord.Asked? in
            guard case .fleet(.asked(let load)) = event.what else { return nil }
            return load.operations.first { $0.operation == operation }
        }.first
    }
}

extension LengthSample {
    /// What lengths were that are spread as a lognormal distribution: the faults of a run make a long tail of
    /// retries and waits, which half of all, and 84 in 100, know nothing of.
    ///
    /// The logarithm of such lengths is normal: the median is its mean, and the quantile at 84 % lies one
    /// standard deviation above (z = 0.994458; at 99 %, where that is all there is, 2.326348).
    ///
    /// - Returns: nil: they are so far apart that they are no lengths of one thing. Where a fault held up
    ///   more than 16 in 100, the quantile at 84 % is the fault's, and the mean grows with `exp` of it.
    init?(lognormal spread: LengthSpread) {
        let median = max(spread.p50.seconds, Self.shortest)
        let (high, deviations) = spread.p84.map { ($0, 0.994458) } ?? (spread.p99, 2.326348)
        let sigma = max(0, Elementary.log(max(high.seconds, median) / median) / deviations)
        guard sigma <= Self.mostSigma else { return nil }
        let variance = sigma * sigma
        let mean = median * Elementary.exp(variance / 2)
        self.init(
            count: spread.count, mean: Self.rounded(mean),
            standardDeviation: Self.rounded(
                mean * max(0, Elementary.exp(variance) - 1).squareRoot()))
    }

    private static let shortest = 1e-6
    /// 84 in 100 within 7.3 times the median, and a mean of 7.4 times: service varies less.
    private static let mostSigma = 2.0

    private static func rounded(_ seconds: Double) -> TimeSpan {
        TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded()))
    }
}
