import Foundation
import Subprocess
import SystemPackage

/// What a command printed, and how it ended.
struct Ended: Sendable {
    let stdout: String
    let stderr: String
    let status: Int32?

    /// Runs `depotctl` to its end.
    static func depotctl(
        _ arguments: String..., at address: String? = nil
    ) async throws -> Ended {
        let result = try await Subprocess.run(
            .path(FilePath(Binary.path)), arguments: Arguments(arguments),
            environment: .inherit.updating(["DEPOTCTL_AT": address]),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        var status: Int32?
        if case .exited(let code) = result.terminationStatus { status = code }
        return Ended(
            stdout: result.standardOutput, stderr: result.standardError, status: status)
    }
}

/// The program under test: `DEPOTCTL_BINARY`, or what was built beside the tests.
enum Binary {
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["DEPOTCTL_BINARY"] { return given }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "depotctl").path()
    }()
}
