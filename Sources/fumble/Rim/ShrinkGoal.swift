internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleEngine
internal import FumbleModel
internal import FumbleSweep

/// A way to deviate: the findings that did, by their paths. A smaller experiment deviates in the same
/// way if the same findings do, and no others.
struct ShrinkGoal: Sendable {
    /// In the order of the verdict.
    let paths: [String]
    private let seed: UInt64
    private let interruption: any Interruption

    /// - Returns: nil where the run was not carried out, or did not deviate.
    init?(_ verdict: Verdict, interruption: any Interruption) {
        let run = SeedVerdict(verdict, folder: nil)
        guard run.word == Outcome.deviated.rawValue else { return nil }
        paths = run.deviations
        seed = run.seed
        self.interruption = interruption
    }

    /// Runs an experiment on the seed, and says if it deviates in the same way.
    func trial(of compiled: Result<CompiledExperiment, FileMistakes>) async -> Trial {
        switch compiled {
        case .failure(let mistakes):
            let first = mistakes.diagnostics.sorted.first?.message ?? "it cannot be read"
            return .refused(first)
        case .success(let experiment):
            let rehearsal = await Rehearsal.perform(
                experiment, id: "trial", seed: seed, interruption: interruption)
            return trial(of: SeedVerdict(rehearsal.verdict, folder: nil))
        }
    }

    private func trial(of run: SeedVerdict) -> Trial {
        switch run.status {
        case .completed: break
        case .stopped(let reason): return .other("it stops: \(reason)")
        case .interrupted: return .untried
        case .failed(let reason): return .other("the run fails: \(reason)")
        }
        switch run.outcome {
        case .deviated where run.deviations.sorted() == paths.sorted(): return .same
        case .deviated:
            return .other("it deviates in another way: \(run.deviations.joined(separator: ", "))")
        case .inconclusive: return .other("nothing deviates, and it is inconclusive")
        case .confirmed: return .other("nothing deviates")
        }
    }
}
