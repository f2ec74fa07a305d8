internal import FumbleCompiler
internal import FumbleControl
internal import FumbleJournal
internal import FumbleModel
internal import FumbleReport

extension RunCommand {
    /// The verdict with what looks at its run again: by its name where it is kept among others, by its
    /// folder where somebody chose that, and where it is not kept by running it again.
    ///
    /// - Parameter folder: where it is kept; nil: it is not.
    func named(
        _ verdict: Verdict, of experiment: CompiledExperiment, in folder: RunFolder?
    ) -> Verdict {
        guard folder != nil else {
            let given = set.map { Plan.Input(name: $0.name, value: $0.text) }
            let again = Sweep.again(experiment.experiment.path, seed: seed, given)
            return verdict.again(by: on == .processes ? again + " --on processes" : again)
        }
        guard let out else { return verdict }
        return verdict.again(by: verdict.header.again(as: ShellWord.quoted(out)))
    }
}
