internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleModel
internal import FumbleSweep

/// An experiment compiled for each setting of the inputs that a sweep varies.
struct SweepSettings {
    let header: SweepHeader
    /// In the order of `VariedInput.settings`; at least one.
    let settings: [Setting]

    struct Setting: Sendable {
        let varied: [Plan.Input]
        let compiled: CompiledExperiment
        /// What is set of inputs, those that are varied too.
        let given: [InputSetting]
    }

    static func compile(
        _ file: String, given: [InputSetting], varied: [VariedInput], isSwarm: Bool
    ) -> Result<SweepSettings, FileMistakes> {
        var settings: [Setting] = []
        for values in VariedInput.settings(of: varied) {
            let all =
                given
                + values.map {
                    InputSetting(name: $0.name, text: $0.value, option: "--vary")
                }
            switch Workshop(settings: all).compile(file) {
            case .failure(let mistakes): return .failure(mistakes)
            case .success(let compiled):
                settings.append(Setting(varied: values, compiled: compiled, given: all))
            }
        }
        let first = settings[0].compiled
        let names = varied.map(\.name)
        let header = SweepHeader(
            experiment: first.plan.experiment, experimentHash: first.hash, build: Build.version,
            fleetKind: FleetKind.simulated.rawValue,
            inputs: first.plan.inputs.filter { !names.contains($0.name) }, varied: varied,
            isSwarm: isSwarm, operations: first.plan.fleet.operations.map(\.name),
            responds: !first.plan.responses.isEmpty,
            method: MethodDigest.parts(of: first.experiment, given: given))
        return .success(SweepSettings(header: header, settings: settings))
    }
}

/// The digests of those parts of an experiment's file that must be alike for a comparison.
enum MethodDigest {
    static func parts(of file: SourceFile, given: [InputSetting]) -> [MethodPart] {
        var ignored = Diagnostics()
        guard
            let document = YAMLReader.read(file.bytes, file: file.path, diagnostics: &ignored)
        else { return [] }
        let inputs = given.map { Plan.Input(name: $0.name, value: $0.text) }
        return MethodTexts.parts(of: document.root, given: inputs).map {
            MethodPart(name: $0.name, digest: SHA256.hash($0.text.utf8))
        }
    }
}
