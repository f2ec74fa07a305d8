internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleModel
internal import FumbleSlips
internal import FumbleSweep
internal import SystemPackage

/// An experiment that is about to be explored: its loops written out, one of its typed lines chosen.
struct ExploredFile {
    let path: String
    let plan: Plan
    let topology: Topology
    /// The step whose line is explored.
    let step: Int
    let line: TypedLine
    let keyboard: Keyboard
    let hash: String
    /// The experiment with its inputs in their places and its loops written out.
    let root: Node
    /// The fleet's file; nil: it stands in the experiment.
    let fleet: String?

    /// The folder that relative paths in the fleet's file count from.
    var fleetFolder: String {
        let folder = FilePath(fleet ?? path).removingLastComponent().string
        return folder.isEmpty ? "." : folder
    }

    static func read(
        _ path: String, settings: [InputSetting]
    ) -> Result<ExploredFile, FileMistakes> {
        switch Workshop(settings: settings).compile(path) {
        case .failure(let mistakes): .failure(mistakes)
        case .success(let compiled): read(compiled, settings)
        }
    }

    private static func read(
        _ compiled: CompiledExperiment, _ settings: [InputSetting]
    ) -> Result<ExploredFile, FileMistakes> {
        guard let offshoots = Offshoots(of: compiled.sources(given: settings)),
            case .success(let flat) = offshoots.compile(
                YAMLWriter.text(offshoots.tree.root))
        else {
            preconditionFailure("an experiment that was compiled cannot be compiled again")
        }
        let plan = flat.plan
        guard plan.typedSteps.indices.contains(plan.explore.line) else {
            return .failure(Self.nothing(in: compiled))
        }
        let step = plan.typedSteps[plan.explore.line]
        guard let line = plan.method[step].typedLine else {
            preconditionFailure("step \(step) types no line")
        }
        return keyboard(of: plan, beside: compiled.experiment.path).map { layout in
            ExploredFile(
                path: compiled.experiment.path, plan: plan, topology: flat.topology, step: step,
                line: line, keyboard: Keyboard(layout), hash: compiled.hash,
                root: offshoots.tree.root, fleet: compiled.fleet?.path)
        }
    }

    private static func nothing(in compiled: CompiledExperiment) -> FileMistakes {
        var diagnostics = Diagnostics()
        let place = compiled.plan.position
        diagnostics.report(
            .nothingToExplore, at: SourceSpan(start: place, end: place),
            "the method types no line, so there is none to explore",
            help: "add a step `operator: {meant: ...}`")
        return FileMistakes(
            diagnostics: diagnostics,
            sources: [
                SourceText(file: compiled.experiment.path, bytes: compiled.experiment.bytes)
            ])
    }

    private static func keyboard(
        of plan: Plan, beside path: String
    ) -> Result<KeyboardLayout, FileMistakes> {
        guard let name = plan.explore.keyboard else { return .success(SlipData.keyboard) }
        let place = FilePath(path).removingLastComponent().pushing(FilePath(name)).string
        do throws(Errno) {
            return KeyboardFile.read(try Files.read(place), path: place)
        } catch {
            return .failure(
                FileMistakes(
                    unreadable: place, because: error == .noSuchFileOrDirectory ? nil : "\(error)"))
        }
    }
}
