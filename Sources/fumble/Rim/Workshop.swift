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

    /// Where the system keeps its time zones, as tzset(3) says.
    private static let zoneFolder = "/usr/share/zoneinfo"

    init(settings: [InputSetting] = [], on kind: FleetKind = .simulated) {
        compiler = Compiler(
            catalog: .standard(), zoneFolder: Console.environment("TZDIR") ?? Self.zoneFolder
        ) { path in
            do throws(Errno) {
                return .success(try Files.read(path))
            } catch {
                return .failure(
                    Compiler.LoadFailure(reason: Self.reason(of: error) ?? FileMistakes.missing))
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
            return .failure(FileMistakes(unreadable: path, because: Self.reason(of: error)))
        }
    }

    /// Nil: the file does not exist.
    private static func reason(of error: Errno) -> String? {
        error == .noSuchFileOrDirectory ? nil : "\(error)"
    }
}

/// `--set name=value`.
extension InputSetting: ExpressibleByArgument {}
