package import FumbleModel

/// Compares what a head showed with what a base did.
///
/// New broken promises, false stops, slower guards, runs that do not recover any more and new
/// deviations come first; then the measures that a gate names. A deviation that somebody has in hand
/// is told, and turns nothing red until its day is over.
package struct CompareJudge {
    private let gates: [Gate]
    private let known: KnownList

    package init(gates: [Gate], known: [KnownDeviation], today: CalendarDay) {
        self.gates = gates
        self.known = KnownList(entries: known, today: today)
    }

    /// - Throws: where the two are not of the same method, or have no seed in common.
    package func judge(
        _ base: ComparedRuns, _ head: ComparedRuns
    ) throws(NotComparable) -> Comparison {
        if let reason = NotComparable.reason(base, head) { throw reason }
        let pairs = RunPairs(base, head)
        if base.isPaired, pairs.pairs.isEmpty {
            throw NotComparable(
                "\(base.name) and \(head.name) have no seed and setting in common")
        }
        if base.seeds.isEmpty || head.seeds.isEmpty {
            throw NotComparable(
                "there is no run in \(base.seeds.isEmpty ? base.name : head.name)")
        }
        let completed = base.isPaired ? pairs.completed : nil
        let isOfPart = missing(base, head)
        let measures = measured(base, head, completed)
        let words = CompareWords(
            pairing: !base.isPaired ? .none : base.isVaried ? .runs : .seeds, isOfPart: isOfPart)
        let metrics = GateJudge(gates: gates, isOfPart: isOfPart).decide(measures)
        let failing = metrics.filter { $0.decision == .fails }.map { metric in
            Regression(
                kind: .gate, subject: metric.name, runs: [],
                text: words.sentence(metric))
        }
        let worse = Regressions(base, head, pairs: completed)
        let all = worse.found()
        let found = all.filter { !isOfPart || !$0.restsOnChance } + failing
        let regressions = found.map {
            $0.with(known: known.bearing($0, of: head.header.experiment))
        }
        let counting = regressions.filter { $0.known == nil }
        let undecided = metrics.contains { $0.decision == .undecided }
        let outcome: Outcome =
            !counting.isEmpty
            ? .deviated : undecided || isOfPart ? .inconclusive : .confirmed
        let open = isOfPart ? all.filter(\.restsOnChance) : []
        let notes =
            notes(base, head, pairs, metrics: metrics, regressions)
            + open.map { "not decided, because it is of a part: \($0.text)" }
        return Comparison(
            base: base.side, head: head.side, pairs: completed?.count, outcome: outcome,
            headline: words.headline(counting, metrics, runs: completed?.count)
                + (counting.isEmpty && isOfPart ? ", of a part: undecided" : ""),
            regressions: regressions, metrics: metrics, recovered: worse.recovered, notes: notes,
            isOfPart: isOfPart)
    }

    /// What gates, and what is told beside it: all operations together, and each one's recovery.
    private func measured(
        _ base: ComparedRuns, _ head: ComparedRuns, _ pairs: [RunPairs.Pair]?
    ) -> [MetricJudge.Raw] {
        var metrics = gates.map(\.metric)
        let told =
            Metric.quantities.map { Metric($0) }
            + head.header.operations.map { Metric(.time(.recover), of: $0) }
        for metric in told where !metrics.contains(metric) { metrics.append(metric) }
        let judge = MetricJudge(
            base: base.seeds.filter { $0.status == .completed },
            head: head.seeds.filter { $0.status == .completed }, pairs: pairs,
            baseResponds: base.header.responds, headResponds: head.header.responds)
        return metrics.compactMap(judge.compare)
    }

    /// Nothing is decided by a test of chance on a part of a sweep: what single runs show stays as it is.
    private func missing(_ base: ComparedRuns, _ head: ComparedRuns) -> Bool {
        !gates.isEmpty && (base.missing != nil || head.missing != nil)
    }

    private func notes(
        _ base: ComparedRuns, _ head: ComparedRuns, _ pairs: RunPairs,
        metrics: [MetricComparison], _ regressions: [Regression]
    ) -> [String] {
        var notes: [String] = []
        for side in [base, head] {
            if let missing = side.missing { notes.append("\(side.name) is a part: \(missing)") }
        }
        if base.header.experiment != head.header.experiment {
            notes.append(
                "two experiments of one method: \(base.header.experiment) and "
                    + head.header.experiment)
        }
        if base.isPaired, pairs.onlyBase + pairs.onlyHead > 0 {
            notes.append(
                "left out, because only one side has them: \(pairs.onlyBase) runs of the base, "
                    + "\(pairs.onlyHead) of the head")
        }
        if base.isPaired, pairs.repeats > 0 {
            notes.append(
                "left out, because their side has that seed and setting already: "
                    + "\(pairs.repeats) runs")
        }
        notes += inputNotes(base.header, head.header)
        let counted = metrics.filter { $0.interval != nil }.map(\.count)
        if let fewest = counted.min(), fewest < Bootstrap.enough {
            notes.append(
                "with \(fewest) run\(fewest == 1 ? "" : "s"), below \(Bootstrap.enough), "
                    + "the interval by the bootstrap is too sure of itself")
        }
        for gate in gates where !metrics.contains(where: { $0.name == gate.metric.name }) {
            notes.append("\(gate.metric.name): no run of either side has it, so nothing gates")
        }
        return notes + known.notes(on: regressions, of: head.header.experiment)
    }

    /// Inputs that have another value than before, of those that both sides have.
    private func inputNotes(_ base: SweepHeader, _ head: SweepHeader) -> [String] {
        let changed = InputDifferences.texts(base.inputs, head.inputs)
        return changed.isEmpty ? [] : ["inputs differ: " + changed.joined(separator: "; ")]
    }
}

extension Regression {
    /// Whether it is a test over all runs that says so, and not single runs that show it.
    fileprivate var restsOnChance: Bool {
        switch kind {
        case .slowerGuard, .newlyDisturbed: true
        case .notRecovered: runs.isEmpty
        case .promise, .escape, .probe, .falseStop, .deviation, .gate: false
        }
    }
}
