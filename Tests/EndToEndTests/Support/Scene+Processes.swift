import Foundation

/// Runs on real processes, and what they leave.
extension Scene {
    private var mark: String { "FUMBLE_SCENE=\(folder.lastPathComponent)" }

    var marking: [String: String] {
        ["FUMBLE_SCENE": folder.lastPathComponent, "TMPDIR": folder.path()]
    }

    /// The folders of servers that are there.
    func folders() -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
        return (names ?? []).filter { $0.hasPrefix("fumble-servers-") }
    }

    /// Runs `fumble`, so that all it starts bears this scene's mark.
    func marked(_ arguments: String...) async throws -> Outcome {
        try await run(Checkout.binary, arguments, environment: marking)
    }

    /// Every process that bears the scene's mark, and every folder of servers that one of them made.
    func left() -> [String] {
        processes().map { "\($0.pid) \($0.line)" }
    }

    func processes() -> [(pid: Int32, line: String)] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.sorted().compactMap { pid in
            guard let variables = FileManager.default.contents(atPath: "/proc/\(pid)/environ"),
                String(decoding: variables, as: UTF8.self).split(separator: "\0")
                    .contains(where: { $0 == mark }),
                let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"),
                !line.isEmpty
            else { return nil }
            return (
                pid,
                String(decoding: line, as: UTF8.self).replacingOccurrences(of: "\0", with: " ")
            )
        }
    }
}
