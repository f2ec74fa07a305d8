import FumbleModel

/// What machines read of a sweep: metrics, and a row a seed.
extension SweepReport {
    /// Of each setting where inputs are varied, with its values as labels; else of all seeds.
    var metrics: [Metric] {
        let experiment = Metric.Label("experiment", sweep.experiment)
        guard !sweep.settings.isEmpty else {
            let counts = words.map { word in (word, sweep.seeds.count { $0.word == word }) }
            return metrics(counts, sweep.byOperation, [experiment])
        }
        return sweep.settings.flatMap { setting in
            let counts = words.map { word in
                (word, setting.counts.first { $0.word == word }?.runs ?? 0)
            }
            return metrics(
                counts, setting.byOperation, [experiment] + setting.varied.map(Self.label))
        }
    }

    private func metrics(
        _ counts: [(String, Int)], _ operations: [OperationSpread], _ labels: [Metric.Label]
    ) -> [Metric] {
        let seeds = counts.map { word, count in
            Metric(
                "sweep_seeds", help: "Seeds of the sweep by what they showed",
                labels: labels + [.init("result", word)], Double(count))
        }
        return seeds
            + operations.flatMap { operation in
                Self.metrics(
                    operation.spread, labels + [.init("operation", operation.operation)])
            }
    }

    /// A quantile that lies beyond what runs were watched for is left out.
    private static func metrics(_ spread: RecoverySpread, _ labels: [Metric.Label]) -> [Metric] {
        let times = Milestone.allCases.flatMap { milestone -> [Metric] in
            guard let found = spread.milestones.first(where: { $0.milestone == milestone }) else {
                return []
            }
            let name = "sweep_\(milestone.key)"
            let reached = [
                ("median", found.median), ("p90", found.p90), ("p99", found.p99),
                ("worst", found.worst),
            ].compactMap { at, value in
                value.map {
                    Metric(
                        "\(name)_seconds",
                        help: "By Kaplan and Meier; what was not reached is left out",
                        labels: labels + [.init("at", at)], $0)
                }
            }
            return reached + [
                Metric(
                    "\(name)_censored_seeds", help: "Seeds that had not come to it at their end",
                    labels: labels, Double(found.censored))
            ]
        }
        let lost = spread.lostRequests.map {
            [("least", $0.least), ("median", $0.median), ("most", $0.greatest)]
        }
        return times
            + (lost ?? []).map { at, value in
                Metric(
                    "sweep_lost_requests", help: "Over the seeds that have such a value",
                    labels: labels + [.init("at", at)], value)
            }
    }

    /// A name as Prometheus takes one: `input_removal_rate`.
    private static func label(_ input: Plan.Input) -> Metric.Label {
        let name = input.name.map { letter in
            letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "_"
        }
        return Metric.Label("input_" + String(name), input.value)
    }

    /// One row a seed and setting; of a milestone that did not come the cell is empty.
    var samples: SampleTable {
        let names = sweep.byOperation.map(\.operation)
        let others = Milestone.allCases.filter { $0 != .recover }
        let columns =
            [
                "experiment", "seed", "status", "outcome", "lost_requests", "depth",
                "time_to_recover_s", "censored",
            ] + names.map { "\($0).time_to_recover_s" } + sweep.varied.map { "input.\($0.name)" }
            + ["not_recovered_before_s"] + others.map { "\($0.key)_s" }
            + names.flatMap { name in others.map { "\(name).\($0.key)_s" } }
        return SampleTable(columns: columns, rows: sweep.seeds.map { row($0, names, others) })
    }

    private func row(
        _ seed: SeedVerdict, _ names: [String], _ others: [Milestone]
    ) -> [String] {
        let recovery = seed.recovery
        let operations = names.map { name in
            seed.byOperation.first { $0.operation == name }?.recovery
        }
        var cells = [
            sweep.experiment, "\(seed.seed)", seed.status.word, seed.outcome.rawValue,
            PlainNumber.text(recovery.lostRequests), PlainNumber.text(recovery.depth),
            Self.seconds(recovery.time(to: .recover)), "\(recovery.isCensored)",
        ]
        cells += operations.map { Self.seconds($0?.time(to: .recover)) }
        cells += sweep.varied.map { input in
            seed.varied.first { $0.name == input.name }?.value ?? ""
        }
        cells.append(Self.seconds(recovery.isCensored ? recovery.unrecoveredFor : nil))
        cells += others.map { Self.seconds(recovery.time(to: $0)) }
        cells += operations.flatMap { own in others.map { Self.seconds(own?.time(to: $0)) } }
        return cells
    }

    private static func seconds(_ time: TimeSpan?) -> String {
        time.map { PlainNumber.text($0.seconds) } ?? ""
    }
}
