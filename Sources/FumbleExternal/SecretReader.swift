import FoundationEssentials
package import FumbleModel
import Glibc
import SystemPackage

/// Finds the values of secrets: in a file that only its owner can read, or in the environment.
package enum SecretReader {
    /// Why a run cannot begin, one line for each secret.
    package struct Refusal: Error, Sendable, Hashable {
        package let lines: [String]
    }

    /// A file of secrets that is longer is none.
    private static let mostBytes = 1 << 20
    private static let forOthers: mode_t = 0o077

    /// - Parameters:
    ///   - file: lines of `NAME=value`, the names as the files have them; what it lacks comes from the
    ///     environment. nil: all does.
    ///   - variable: a variable of the environment.
    /// - Throws: all that is missing or cannot be one.
    package static func read(
        _ needs: [SecretNeed], file: String?,
        variable: (String) -> String? = { ProcessInfo.processInfo.environment[$0] }
    ) throws(Refusal) -> Secrets {
        let written = try file.map(entries) ?? [:]
        var values: [(name: SecretName, value: String)] = []
        var lines: [String] = []
        for need in needs {
            let place = "\(need.position): `\(need.name)`"
            guard let value = written[need.name.word] ?? variable(need.name.variable),
                !value.isEmpty
            else {
                lines.append(
                    "\(place) is not given: set \(need.name.variable), or write "
                        + "`\(need.name.word)=...` into a file and give it with --secrets")
                continue
            }
            if let reason = whyNot(value) {
                lines.append("\(place) \(reason): it could not be kept out of reports")
                continue
            }
            values.append((need.name, value))
        }
        guard lines.isEmpty else { throw Refusal(lines: lines) }
        return Secrets(values)
    }

    private static func whyNot(_ value: String) -> String? {
        if value.utf8.count < Secrets.leastBytes {
            return "has fewer than \(Secrets.leastBytes) characters"
        }
        return value.allSatisfy(\.isNumber) ? "has nothing but digits" : nil
    }

    private static func entries(of path: String) throws(Refusal) -> [String: String] {
        var entries: [String: String] = [:]
        let text = String(decoding: try bytes(of: path), as: UTF8.self)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, SecretName(parts[0]) != nil else {
                throw Refusal(lines: ["\(path):\(index + 1): is no `NAME=value`"])
            }
            entries[String(parts[0])] = String(parts[1])
        }
        return entries
    }

    private static func bytes(of path: String) throws(Refusal) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
            return try file.closeAfter {
                var status = stat()
                guard fstat(file.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
                guard status.st_mode & S_IFMT == S_IFREG else {
                    throw Refusal(lines: ["\(path) is no file"])
                }
                guard status.st_mode & forOthers == 0, status.st_uid == geteuid() else {
                    throw Refusal(
                        lines: [
                            "\(path) can be read by others: `chmod 600 \(path)` it, as its owner"
                        ])
                }
                var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), mostBytes))
                let count = try bytes.withUnsafeMutableBytes {
                    try file.read(fromAbsoluteOffset: 0, into: $0)
                }
                return Array(bytes.prefix(count))
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(lines: ["\(path) cannot be read: \(error)"])
        }
    }
}
