import ArgumentParser
import DepotStore
import FumbleDocument
import SystemPackage

/// Reads the cluster file for a command; its mistakes go to standard error, all at once.
enum ClusterLoader {
    /// The status for a file with mistakes, as fumble's.
    private static let mistakes: Int32 = 65

    static func load(_ path: String) throws -> Cluster {
        let bytes: [UInt8]
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            bytes = try file.closeAfter { try readAll(file) }
        } catch {
            throw ValidationError("\(path) cannot be read: \(error)")
        }
        do {
            return try ClusterFile.read(bytes, file: path)
        } catch {
            let source = SourceText(file: path, bytes: bytes)
            let text = DiagnosticsFormat.text.render(error, sources: [source])
            StandardStreams.complain(text)
            throw ExitCode(mistakes)
        }
    }

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
