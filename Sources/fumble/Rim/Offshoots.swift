internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleSweep

/// Experiments made from another one by changing its tree: compiled with the fleet that it had, and
/// run on a seed.
struct Offshoots: Sendable {
    let tree: ExperimentTree
    private let original: StoredSources
    private let workshop: Workshop

    /// - Returns: nil where the experiment cannot be read as YAML; it was compiled before.
    init?(of original: StoredSources, writesOutLoops: Bool = true) {
        var ignored = Diagnostics()
        guard
            let document = YAMLReader.read(
                original.experiment.bytes, file: original.experiment.name, diagnostics: &ignored)
        else { return nil }
        self.original = original
        tree = ExperimentTree(
            of: document.root, given: original.given, writesOutLoops: writesOutLoops)
        workshop = Workshop(
            stored: StoredSources(
                experiment: original.experiment, fleet: original.fleet, given: tree.settings))
    }

    /// What a run of such an experiment keeps.
    func sources(of text: String) -> StoredSources {
        StoredSources(
            experiment: StoredFile(name: original.experiment.name, bytes: Array(text.utf8)),
            fleet: original.fleet, given: tree.settings)
    }

    func compile(_ text: String) -> Result<CompiledExperiment, FileMistakes> {
        workshop.compile(sources(of: text))
    }
}
