import FumbleModel

/// What is worse in the head by itself: before any time is compared.
struct Regressions {
    private let base: ComparedRuns
    private let head: ComparedRuns
    /// Pairs of which both were carried out; nil: nothing pairs them.
    private let pairs: [RunPairs.Pair]?

    init(_ base: ComparedRuns, _ head: ComparedRuns, pairs: [RunPairs.Pair]?) {
        self.base = base
        self.head = head
        self.pairs = pairs
    }

    /// The gravest first.
    func found() -> [Regression] {
        new(.promise, { $0.promisesBroken }) { "\($0) is broken, and was kept before" }
            + new(.falseStop, { $0.guards.filter { $0.falseStops > 0 }.map(\.name) }) {
                "\($0) stops what was meant, or a repair, and did not before"
            }
            + slowerGuards() + notRecovered() + newlyDisturbed()
            + new(.deviation, Self.deviations) { "\($0) deviates, and did not before" }
    }

    /// Promises have their own line.
    private static func deviations(_ seed: SeedVerdict) -> [String] {
        seed.deviations.filter { !$0.hasPrefix("expect.promises.") }
    }

    /// What some runs of the head have: paired, where the same seed of the base had not; unpaired,
    /// where no run of the base had.
    private func new(
        _ kind: Regression.Kind, _ subjects: (SeedVerdict) -> [String],
        _ words: (String) -> String
    ) -> [Regression] {
        var found: [(subject: String, runs: [String])] = []
        func add(_ subject: String, _ run: String) {
            if let place = found.firstIndex(where: { $0.subject == subject }) {
                found[place].runs.append(run)
            } else {
                found.append((subject, [run]))
            }
        }
        if let pairs {
            for pair in pairs {
                let before = subjects(pair.base)
                for subject in subjects(pair.head) where !before.contains(subject) {
                    add(subject, pair.name)
                }
            }
        } else {
            let before = Set(base.seeds.flatMap(subjects))
            for seed in head.seeds where seed.status == .completed {
                for subject in subjects(seed) where !before.contains(subject) {
                    add(subject, head.name(of: seed))
                }
            }
        }
        return found.sorted { $0.subject < $1.subject }.map { subject, runs in
            Regression(kind: kind, subject: subject, runs: runs, text: words(subject))
        }
    }

    /// Paired runs by name; runs that nothing pairs by Fisher's exact test.
    private func notRecovered() -> [Regression] {
        if pairs != nil {
            // A head that was stopped did not recover either.
            let lost = RunPairs(base, head).pairs.filter {
                $0.base.status == .completed && !$0.base.recovery.isCensored
                    && Self.lacks($0.head)
            }
            guard !lost.isEmpty else { return [] }
            return [
                Regression(
                    kind: .notRecovered, subject: "", runs: lost.map(\.name),
                    text: "recovered before and does not now")
            ]
        }
        guard let runs = recovered, runs.chance < GateJudge.risk,
            runs.head * runs.ofBase < runs.base * runs.ofHead
        else { return [] }
        return [
            Regression(
                kind: .notRecovered, subject: "", runs: [],
                text: "\(runs.head) of \(runs.ofHead) runs recover, and \(runs.base) of "
                    + "\(runs.ofBase) did before")
        ]
    }

    /// Who recovers, of runs that nothing pairs; nil: seeds pair them, or none was disturbed.
    var recovered: RecoveredRuns? {
        guard pairs == nil else { return nil }
        let (a, b) = (head.seeds.count(where: Self.has), head.seeds.count(where: Self.lacks))
        let (c, d) = (base.seeds.count(where: Self.has), base.seeds.count(where: Self.lacks))
        guard a + b + c + d > 0 else { return nil }
        return RecoveredRuns(
            base: c, ofBase: c + d, head: a, ofHead: a + b,
            chance: FishersExact.chance(a, b, c, d))
    }

    private static func has(_ seed: SeedVerdict) -> Bool {
        seed.status == .completed && seed.recovery.isDisturbed && !seed.recovery.isCensored
    }

    /// One that was stopped did not recover either.
    private static func lacks(_ seed: SeedVerdict) -> Bool {
        seed.status != .completed || seed.recovery.isCensored
    }

    /// Where more runs are disturbed than before than fewer are, and by more than chance.
    private func newlyDisturbed() -> [Regression] {
        guard let pairs else { return [] }
        let more = pairs.filter {
            !$0.base.recovery.isDisturbed && $0.head.recovery.isDisturbed
        }
        let fewer = pairs.count {
            $0.base.recovery.isDisturbed && !$0.head.recovery.isDisturbed
        }
        let tries = more.count + fewer
        guard more.count > fewer, Binomial.signTest(fewer, of: tries) < GateJudge.risk else {
            return []
        }
        return [
            Regression(
                kind: .newlyDisturbed, subject: "", runs: more.map(\.name),
                text: "clients are disturbed, and were not before")
        ]
    }

    /// Guards that take longer to answer: by the signed-rank test where there are runs enough for it;
    /// where there are not, when every run is slower, as the simulator's are the same each time.
    private func slowerGuards() -> [Regression] {
        var names: [String] = []
        for seed in head.seeds {
            for row in seed.guards where !names.contains(row.name) { names.append(row.name) }
        }
        var tests: [(name: String, differences: [Double], chance: Double)] = []
        for name in names {
            guard let test = decisions(of: name) else { continue }
            tests.append((name, test.differences, test.chance))
        }
        let adjusted = Holm.adjusted(tests.map(\.chance))
        return zip(tests, adjusted).compactMap { test, chance in
            let isFew = pairs != nil && test.differences.count <= Self.tooFew
            let slower = isFew ? test.differences.allSatisfy { $0 > 0 } : chance < GateJudge.risk
            let mean = test.differences.reduce(0, +) / Double(test.differences.count)
            guard slower, mean > 0 else { return nil }
            let added = TimeSpan(microseconds: Int64((mean * 1_000_000).rounded()))
            return Regression(
                kind: .slowerGuard, subject: test.name, runs: [],
                text: "\(test.name) takes \(Words.time(added)) longer to decide")
        }
    }

    private func decisions(of name: String) -> (differences: [Double], chance: Double)? {
        func decided(_ seed: SeedVerdict) -> Double? {
            seed.guards.first { $0.name == name }?.decidedIn?.seconds
        }
        if let pairs {
            let differences = pairs.compactMap { pair -> Double? in
                guard let old = decided(pair.base), let new = decided(pair.head) else { return nil }
                return new - old
            }
            guard !differences.isEmpty else { return nil }
            return (differences, WilcoxonSignedRank(differences).chance)
        }
        let (old, new) = (base.seeds.compactMap(decided), head.seeds.compactMap(decided))
        guard !old.isEmpty, !new.isEmpty else { return nil }
        let mean = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
        return ([mean(new) - mean(old)], MannWhitney(new, old).chance)
    }

    /// Pairs of which even all on one side are no chance below 5 %.
    private static let tooFew = 5
}
