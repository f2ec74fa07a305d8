internal import FumbleCompiler
internal import FumbleModel
internal import FumbleReport

/// One experiment on many seeds, as many at a time as there are cores; each verdict is one line of
/// JSON, in the order of the seeds.
struct SeedRuns {
    private let experiment: CompiledExperiment
    private let seeds: SeedRange
    private let secrets: Secrets
    private let mostAtATime: Int

    /// - Parameter mostAtATime: nil: as many as there are cores.
    init(
        of experiment: CompiledExperiment, seeds: SeedRange, secrets: Secrets,
        atATime mostAtATime: Int?
    ) {
        self.secrets = secrets
        self.experiment = experiment
        self.seeds = seeds
        self.mostAtATime = mostAtATime ?? Parallel.cores
    }

    /// - Returns: the worst of all.
    func carryOut() async -> ExitStatus {
        let watch = SignalWatch()
        var printer = InOrder(first: seeds.first)
        await Parallel.forEach(
            seeds.seeds.count, jobs: mostAtATime, isStopped: { watch.signal != nil },
            { await run(seeds.first + UInt64($0), watch) }, take: { printer.take($1) })
        return .worst(of: printer.statuses)
    }

    private func run(_ seed: UInt64, _ watch: SignalWatch) async -> Line {
        let verdict = await Rehearsal.perform(
            experiment, id: "seed-\(seed)", seed: seed, interruption: watch,
            secrets: secrets
        ).verdict
        return Line(
            seed: seed, text: JSONFormat().line(verdict), status: ExitStatus(of: verdict))
    }

    private struct Line: Sendable {
        let seed: UInt64
        let text: String
        let status: ExitStatus
    }

    /// Prints a line as soon as those before it are printed.
    private struct InOrder {
        private var next: UInt64
        private var waiting: [Line] = []
        private(set) var statuses: [ExitStatus] = []

        init(first: UInt64) {
            next = first
        }

        mutating func take(_ line: Line) {
            if !statuses.contains(line.status) { statuses.append(line.status) }
            waiting.append(line)
            while let place = waiting.firstIndex(where: { $0.seed == next }) {
                Console.print(waiting.remove(at: place).text)
                next += 1
            }
        }
    }
}
