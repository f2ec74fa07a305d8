package import FumbleModel

/// Puts the verdicts of many seeds together: which deviated in what way, and how recoveries differ.
package struct SweepJudge {
    package init() {}

    /// - Parameters:
    ///   - plan: that of the experiment as it is written.
    ///   - seeds: what each run showed, in the order of the seeds.
    package func judge(
        _ seeds: [SeedVerdict], of plan: Plan, hash: String, build: String,
        asked: ClosedRange<UInt64>, isSwarm: Bool
    ) -> SweepVerdict {
        let carriedOut = seeds.filter { $0.status == .completed }
        let operations = plan.fleet.operations.enumerated().map { index, operation in
            OperationSpread(
                operation: operation.name,
                spread: spread(of: carriedOut.map { $0.byOperation[index].recovery }))
        }
        return SweepVerdict(
            experiment: plan.experiment, experimentHash: hash, build: build, inputs: plan.inputs,
            asked: asked, isSwarm: isSwarm, seeds: seeds, groups: groups(of: seeds),
            recovery: spread(of: carriedOut.map(\.recovery)), byOperation: operations)
    }

    /// By the set of paths, whatever their order in the verdict; the smallest seed first.
    private func groups(of seeds: [SeedVerdict]) -> [DeviationGroup] {
        var keys: [[String]] = []
        var members: [[SeedVerdict]] = []
        for seed in seeds where seed.word == Outcome.deviated.rawValue {
            let key = seed.deviations.sorted()
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
                headline: members[0].headline)
        }
    }

    private func spread(of recoveries: [Recovery]) -> RecoverySpread {
        let bitten = recoveries.filter { $0.injected != nil }
        return RecoverySpread(
            timeToFirstSuccess: Self.spread(bitten.compactMap { $0.timeToFirstSuccess?.seconds }),
            timeToRecover: Self.spread(bitten.compactMap { $0.timeToRecover?.seconds }),
            lostRequests: Self.spread(bitten.map(\.lostRequests)),
            depth: Self.spread(bitten.map(\.depth)),
            undisturbed: bitten.count { !$0.isDisturbed },
            censored: bitten.count { $0.isCensored })
    }

    private static func spread(_ values: [Double]) -> Spread? {
        let sorted = values.sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return nil }
        return Spread(
            least: least, median: sorted[(sorted.count - 1) / 2], greatest: greatest,
            count: sorted.count)
    }
}
