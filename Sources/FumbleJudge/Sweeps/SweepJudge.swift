package import FumbleModel

/// Puts the verdicts of many seeds together: which deviated in what way, and how recoveries differ.
package struct SweepJudge {
    private let header: SweepHeader

    package init(_ header: SweepHeader) {
        self.header = header
    }

    /// - Parameters:
    ///   - seeds: what each run showed, in any order; put into that of the seeds and settings.
    ///   - missing: why it is less than was asked for.
    package func judge(
        _ seeds: [SeedVerdict], asked: ClosedRange<UInt64>, shard: Shard? = nil,
        precision: Precision? = nil, missing: String? = nil
    ) -> SweepVerdict {
        let order = VariedInput.settings(of: header.varied)
        let places = seeds.map { seed in order.firstIndex(of: seed.varied) ?? order.count }
        let sorted = zip(seeds, places)
            .sorted { ($0.0.seed, $0.1) < ($1.0.seed, $1.1) }.map(\.0)
        let settings = header.varied.isEmpty ? [] : order.map { spread(of: $0, among: sorted) }
        return SweepVerdict(
            experiment: header.experiment, experimentHash: header.experimentHash,
            build: header.build, inputs: header.inputs, asked: asked, isSwarm: header.isSwarm,
            seeds: sorted, groups: groups(of: sorted),
            recovery: spread(of: carriedOut(sorted).map(Self.whole)),
            byOperation: operations(of: sorted), fleetKind: header.fleetKind,
            responds: header.responds, varied: header.varied, settings: settings, shard: shard,
            precision: precision, method: header.method, missing: missing)
    }

    /// Runs that were stopped, interrupted or failed had no time to recover: they are counted as what
    /// they are, and no measure is taken of them.
    private func carriedOut(_ seeds: [SeedVerdict]) -> [SeedVerdict] {
        seeds.filter { $0.status == .completed }
    }

    private func operations(of seeds: [SeedVerdict]) -> [OperationSpread] {
        let carriedOut = carriedOut(seeds)
        return header.operations.map { name in
            let own = carriedOut.compactMap { seed in
                seed.byOperation.first { $0.operation == name }.map {
                    MilestoneJudge.SeedRecovery(seed: seed.seed, recovery: $0.recovery)
                }
            }
            return OperationSpread(operation: name, spread: spread(of: own))
        }
    }

    private func spread(of setting: [Plan.Input], among seeds: [SeedVerdict]) -> SettingSpread {
        let own = seeds.filter { $0.varied == setting }
        var words: [String] = []
        for seed in own where !words.contains(seed.word) { words.append(seed.word) }
        return SettingSpread(
            varied: setting,
            counts: words.map { word in
                SettingSpread.Count(word: word, runs: own.count { $0.word == word })
            },
            recovery: spread(of: carriedOut(own).map(Self.whole)),
            byOperation: operations(of: own))
    }

    private static func whole(_ seed: SeedVerdict) -> MilestoneJudge.SeedRecovery {
        MilestoneJudge.SeedRecovery(seed: seed.seed, recovery: seed.recovery)
    }

    /// By the setting and the set of paths, whatever their order in the verdict; the smallest seed
    /// first.
    private func groups(of seeds: [SeedVerdict]) -> [DeviationGroup] {
        var keys: [Key] = []
        var members: [[SeedVerdict]] = []
        for seed in seeds where seed.word == Outcome.deviated.rawValue {
            let key = Key(varied: seed.varied, paths: seed.deviations.sorted())
            if let place = keys.firstIndex(of: key) {
                members[place].append(seed)
            } else {
                keys.append(key)
                members.append([seed])
            }
        }
        return members.map { members in
            DeviationGroup(
                paths: members[0].deviations, seeds: members.map(\.seed),
                headline: members[0].headline, varied: members[0].varied,
                places: members[0].places)
        }
    }

    private struct Key: Equatable {
        let varied: [Plan.Input]
        let paths: [String]
    }

    private func spread(of runs: [MilestoneJudge.SeedRecovery]) -> RecoverySpread {
        let watched = runs.filter { $0.recovery.injected != nil }
        let bitten = watched.map(\.recovery)
        return RecoverySpread(
            timeToFirstSuccess: Self.spread(bitten.compactMap { $0.timeToFirstSuccess?.seconds }),
            timeToRecover: Self.spread(bitten.compactMap { $0.timeToRecover?.seconds }),
            lostRequests: Self.spread(bitten.map(\.lostRequests)),
            depth: Self.spread(bitten.map(\.depth)),
            undisturbed: bitten.count { !$0.isDisturbed },
            censored: bitten.count { $0.isCensored },
            milestones: MilestoneJudge.spreads(of: watched, responds: header.responds))
    }

    private static func spread(_ values: [Double]) -> Spread? {
        let sorted = values.sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return nil }
        return Spread(
            least: least, median: sorted[(sorted.count - 1) / 2], greatest: greatest,
            count: sorted.count)
    }
}
