internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleEngine
internal import FumbleJournal
internal import FumbleModel
internal import FumbleReport
internal import FumbleSweep
internal import SystemPackage

/// Runs one seed of a sweep, and keeps of it only what it showed.
struct SeedRunner: Sendable {
    private let compiled: CompiledExperiment
    private let offshoots: Offshoots?
    private let varied: [Plan.Input]
    private let out: FilePath?
    private let interruption: any Interruption

    /// - Parameters:
    ///   - given: all inputs that are set, those that are varied too.
    ///   - isSwarm: each seed runs a variant of the method; those that deviate are kept on disk.
    ///   - out: the folder for them; nil: where runs go as a rule.
    init(
        _ compiled: CompiledExperiment, given: [InputSetting], varied: [Plan.Input],
        isSwarm: Bool, out: FilePath?, interruption: any Interruption
    ) {
        self.varied = varied
        self.compiled = compiled
        offshoots = isSwarm ? Offshoots(of: compiled.sources(given: given)) : nil
        self.out = out
        self.interruption = interruption
    }

    struct Result: Sendable {
        let verdict: SeedVerdict
        let status: ExitStatus
        /// Why a run that was to be kept is not.
        let error: JournalError?
    }

    func run(_ seed: UInt64) async -> Result {
        guard let offshoots else { return await run(compiled, seed, sources: nil, notAsked: []) }
        let tree = offshoots.tree.root
        for keepsLines in [false, true] {
            let variant = Swarm(seed: seed).variant(of: tree, keepsLines: keepsLines)
            let text = YAMLWriter.text(variant.root)
            if case .success(let compiled) = offshoots.compile(text) {
                return await run(
                    compiled, seed, sources: offshoots.sources(of: text),
                    notAsked: variant.notAsked)
            }
        }
        let whole = YAMLWriter.text(tree)
        return await run(compiled, seed, sources: offshoots.sources(of: whole), notAsked: [])
    }

    private func run(
        _ experiment: CompiledExperiment, _ seed: UInt64, sources: StoredSources?,
        notAsked: [String]
    ) async -> Result {
        let rehearsal = await Rehearsal.perform(
            experiment, id: RunName.now(seed: seed), seed: seed, interruption: interruption)
        let status = ExitStatus(of: rehearsal.verdict)
        guard let sources, status == .deviated else {
            return Result(
                verdict: seen(rehearsal, notAsked: notAsked), status: status, error: nil)
        }
        do throws(JournalError) {
            let folder = try keep(rehearsal, seed, from: sources)
            return Result(
                verdict: seen(rehearsal, in: folder, notAsked: notAsked), status: status,
                error: nil)
        } catch {
            return Result(
                verdict: seen(rehearsal, notAsked: notAsked), status: .unrecorded, error: error)
        }
    }

    private func seen(
        _ rehearsal: Rehearsal, in folder: RunFolder? = nil, notAsked: [String]
    ) -> SeedVerdict {
        SeedVerdict(
            rehearsal.verdict, folder: folder?.text, notAsked: notAsked, varied: varied)
    }

    private func keep(
        _ rehearsal: Rehearsal, _ seed: UInt64, from sources: StoredSources
    ) throws(JournalError) -> RunFolder {
        let verdict = Array(JSONFormat().render(rehearsal.verdict, style: .plain).utf8)
        guard let out else {
            return try RunsOptions.standard.write(
                rehearsal.run, from: sources, verdict: verdict, began: rehearsal.began)
        }
        let folder = RunFolder(out.appending("\(seed)"))
        try Journal(root: ".").write(
            rehearsal.run, from: sources, verdict: verdict, began: rehearsal.began, to: folder)
        return folder
    }
}
