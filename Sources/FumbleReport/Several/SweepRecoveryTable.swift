import FumbleModel

/// How the recovery of each operation is distributed over runs, as a table.
struct SweepRecoveryTable {
    private let operations: [OperationSpread]
    private let pictures: Figure?
    private let title: String

    /// - Parameter pictures: what a page has above it; nil: nothing.
    init(_ operations: [OperationSpread], pictures: Figure?, title: String) {
        self.title = title
        self.operations = operations
        self.pictures = pictures
    }

    /// nil where no operation was disturbed or watched.
    var section: OverviewSection? {
        let rows = operations.flatMap(rows)
        guard !rows.isEmpty else { return nil }
        let columns: [OverviewTable.Column] =
            [.init(""), .init("")]
            + ["median", "p90", "p99", "worst", "runs"].map { .init($0, isNumber: true) }
        return OverviewSection(
            title,
            (pictures.map { [.figure($0)] } ?? [])
                + [.table(OverviewTable(columns: columns, rows: rows.map { $0.map { .init($0) } }))]
        )
    }

    private func rows(of operation: OperationSpread) -> [[String]] {
        let spread = operation.spread
        var rows = spread.milestones.map { milestone in
            [operation.operation, milestone.milestone.words]
                + SweepWords.quantiles(milestone)
                + [PeopleNumber.grouped(milestone.reached + milestone.censored)]
        }
        let isFelt = (spread.lostRequests?.greatest ?? 0) > 0 || (spread.depth?.least ?? 1) < 1
        if isFelt, let lost = spread.lostRequests {
            rows.append([
                operation.operation, "requests lost", PeopleNumber.grouped(lost.median), "", "",
                PeopleNumber.grouped(lost.greatest), PeopleNumber.grouped(lost.count),
            ])
        }
        if isFelt, let depth = spread.depth {
            rows.append([
                operation.operation, "depth", PeopleNumber.percent(depth.median), "", "",
                PeopleNumber.percent(depth.least), PeopleNumber.grouped(depth.count),
            ])
        }
        for (name, count) in [
            ("undisturbed", spread.undisturbed), ("not recovered", spread.censored),
        ] where count > 0 {
            rows.append([operation.operation, name, "", "", "", "", PeopleNumber.grouped(count)])
        }
        return rows
    }
}

/// The words of sweeps.
enum SweepWords {
    /// `removal-rate 2 per 5m, count 4`; empty where nothing is varied.
    static func setting(_ varied: [Plan.Input]) -> String {
        varied.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }

    /// Median, p90, p99 and worst; `> 8 h` beyond what runs were watched for, and four dashes where
    /// no run has it.
    static func quantiles(_ spread: MilestoneSpread?) -> [String] {
        guard let spread else { return ["-", "-", "-", "-"] }
        return [spread.median, spread.p90, spread.p99, spread.worst].map { value in
            value.map(time) ?? "> \(time(spread.observed))"
        }
    }

    static func time(_ seconds: Double) -> String {
        PeopleTime.text(TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded())))
    }

    static func precision(_ precision: Precision) -> String {
        guard let interval = precision.interval else {
            return "No interval of the median time to recover: too few runs were disturbed and "
                + "recovered, so that all seeds were run."
        }
        let ends = "\(time(interval.lower)) to \(interval.upper.map(time) ?? "no end")"
        let seeds = PeopleNumber.count(precision.seeds, "seed")
        let place = setting(precision.setting)
        let median =
            (place.isEmpty ? "" : "with \(place) the ")
            + "median time to recover \(time(interval.median)), 95 % interval \(ends)"
        return precision.isReached
            ? "Within \(precision.within) after \(seeds): \(median)."
            : "Not within \(precision.within) after \(seeds): \(median)."
    }
}
