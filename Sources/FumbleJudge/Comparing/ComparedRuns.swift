package import FumbleModel

/// One side of a comparison, as it was read: what it is of, and what each run showed.
package struct ComparedRuns: Sendable {
    /// The folder or file, for messages.
    package let name: String
    package let header: SweepHeader
    package let seeds: [SeedVerdict]
    /// Why it is less than a whole sweep, in one sentence; nil: it is whole.
    package let missing: String?

    package init(
        name: String, header: SweepHeader, seeds: [SeedVerdict], missing: String? = nil
    ) {
        self.name = name
        self.header = header
        self.seeds = seeds
        self.missing = missing
    }

    var isPaired: Bool { header.fleetKind == "simulated" }

    var side: ComparedSide {
        ComparedSide(
            name: name, experiment: header.experiment, experimentHash: header.experimentHash,
            build: header.build, runs: seeds.count, inputs: header.inputs)
    }

    /// What one of its runs is called: by its seed where that makes it go the same way again, else by its
    /// own name.
    func name(of run: SeedVerdict) -> String {
        isPaired ? "\(run.seed)" : run.folder ?? "\(run.seed)"
    }

    /// Whether it says of several runs of one seed what they came to.
    var isVaried: Bool { !header.varied.isEmpty }
}

/// Why two things cannot be compared, in one sentence.
package struct NotComparable: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// Why these cannot be; nil: they can. Fleet, guards and build may differ; the method may not.
    static func reason(_ base: ComparedRuns, _ head: ComparedRuns) -> NotComparable? {
        let (old, new) = (base.header, head.header)
        if old.fleetKind != new.fleetKind {
            return NotComparable(
                "\(base.name) ran on \(old.fleetKind), and \(head.name) on \(new.fleetKind)")
        }
        if old.method.isEmpty || new.method.isEmpty, old.experiment != new.experiment {
            return NotComparable(
                "\(base.name) is of \(old.experiment), and \(head.name) of \(new.experiment)")
        }
        let names = Set((old.method + new.method).map(\.name)).sorted()
        let different = names.filter { name in
            old.method.first { $0.name == name } != new.method.first { $0.name == name }
        }
        if !old.method.isEmpty, !new.method.isEmpty, !different.isEmpty {
            let what = different.map { "`\($0)`" }.joined(separator: ", ")
            let whose =
                old.experiment == new.experiment
                ? "" : " (\(old.experiment) and \(new.experiment))"
            return NotComparable(
                "\(base.name) and \(head.name) are not of the same method\(whose): "
                    + "\(what) \(different.count == 1 ? "differs" : "differ")")
        }
        if old.isSwarm != new.isSwarm {
            return NotComparable(
                "one of \(base.name) and \(head.name) is a swarm, and the other is not")
        }
        return nil
    }
}

/// The runs of both sides, those of one seed and setting together where seeds pair them.
struct RunPairs {
    struct Pair {
        let base: SeedVerdict
        let head: SeedVerdict

        /// `3`, or `3 (rate 2 per 5m)`.
        var name: String {
            let setting = base.varied.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            return setting.isEmpty ? "\(base.seed)" : "\(base.seed) (\(setting))"
        }
    }

    let pairs: [Pair]
    /// Runs of one side that the other has not.
    let onlyBase: Int
    let onlyHead: Int
    /// Runs of a seed and setting of which their side has one already: the first counts.
    let repeats: Int

    init(_ base: ComparedRuns, _ head: ComparedRuns) {
        struct Key: Hashable {
            let seed: UInt64
            let varied: [Plan.Input]

            init(_ seed: SeedVerdict) {
                self.seed = seed.seed
                varied = seed.varied
            }
        }
        func firsts(_ runs: ComparedRuns) -> [Key: SeedVerdict] {
            Dictionary(runs.seeds.map { (Key($0), $0) }) { first, _ in first }
        }
        let (old, new) = (firsts(base), firsts(head))
        pairs = old.compactMap { key, seed in
            new[key].map { Pair(base: seed, head: $0) }
        }.sorted { ($0.base.seed, $0.name) < ($1.base.seed, $1.name) }
        onlyBase = old.count - pairs.count
        onlyHead = new.count - pairs.count
        repeats = base.seeds.count - old.count + head.seeds.count - new.count
    }

    /// Pairs of which both were carried out: only they are measured.
    var completed: [Pair] {
        pairs.filter { $0.base.status == .completed && $0.head.status == .completed }
    }
}
