import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import SystemPackage

/// Reads and compiles the fleet file, as `fumble check` does.
enum FleetLoader {
    /// - Returns: the fleet, or every mistake as people read it.
    static func load(
        _ path: String, settings: [InputSetting]
    ) -> Result<CompiledFleet, FileMistakes> {
        let compiler = Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "a fleet names no other file"))
        }
        switch bytes(of: path) {
        case .failure(let mistakes): return .failure(mistakes)
        case .success(let bytes):
            return compiler.compileFleet(bytes, path: path, settings: settings, on: .processes)
        }
    }

    private static func bytes(of path: String) -> Result<[UInt8], FileMistakes> {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            return .success(try file.closeAfter { try readAll(file) })
        } catch {
            let isMissing = error as? Errno == .noSuchFileOrDirectory
            return .failure(FileMistakes(unreadable: path, because: isMissing ? nil : "\(error)"))
        }
    }

    /// Beyond the largest file the reader refuses it.
    private static func readAll(_ file: FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= YAMLReader.largestFile {
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }
}
