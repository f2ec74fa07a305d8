internal import ArgumentParser
internal import FumbleCatalog
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleModel
internal import SystemPackage

/// Files in, plans out: the compiler with the catalogue and the disk that it is handed.
struct Workshop {
    let compiler: Compiler
    let settings: [InputSetting]
    let kind: FleetKind

    init(settings: [InputSetting] = [], on kind: FleetKind = .simulated) {
        compiler = Compiler(catalog: .standard()) { path in
            do throws(Errno) {
                return .success(try Files.read(path))
            } catch {
                return .failure(Compiler.LoadFailure(reason: Self.words(for: error)))
            }
        }
        self.settings = settings
        self.kind = kind
    }

    /// A compiler whose files are those of a stored run, whatever is on disk now.
    init(stored: StoredSources, on kind: FleetKind = .simulated) {
        let fleet = stored.fleet
        compiler = Compiler(catalog: .standard()) { _ in .success(fleet.bytes) }
        settings = stored.given.map { InputSetting(name: $0.name, text: $0.value) }
        self.kind = kind
    }

    func compile(_ path: String) -> Result<CompiledExperiment, FileMistakes> {
        switch bytes(of: path) {
        case .success(let bytes): compiler.compile(bytes, path: path, settings: settings, on: kind)
        case .failure(let mistakes): .failure(mistakes)
        }
    }

    func compile(_ stored: StoredSources) -> Result<CompiledExperiment, FileMistakes> {
        compiler.compile(
            stored.experiment.bytes, path: stored.experiment.name, settings: settings, on: kind)
    }

    func check(_ path: String) -> Result<CheckedFile, FileMistakes> {
        switch bytes(of: path) {
        case .success(let bytes): compiler.check(bytes, path: path, settings: settings, on: kind)
        case .failure(let mistakes): .failure(mistakes)
        }
    }

    private func bytes(of path: String) -> Result<[UInt8], FileMistakes> {
        do throws(Errno) {
            return .success(try Files.read(path))
        } catch {
            let place = SourcePosition(file: path, line: 1, column: 1)
            var diagnostics = Diagnostics()
            diagnostics.report(
                error == .noSuchFileOrDirectory ? .fileMissing : .fileUnreadable,
                at: SourceSpan(start: place, end: place),
                "the file cannot be read: \(Self.words(for: error))")
            return .failure(FileMistakes(diagnostics: diagnostics, sources: []))
        }
    }

    private static func words(for error: Errno) -> String {
        error == .noSuchFileOrDirectory ? "it does not exist" : "\(error)"
    }
}

/// `--set name=value`.
extension InputSetting: ExpressibleByArgument {
    package init?(argument: String) {
        let parts = argument.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        self.init(name: String(parts[0]), text: String(parts[1]))
    }
}
