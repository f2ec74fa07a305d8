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

    /// A command line that runs `fumble` as somebody who is not root: as whoever runs the tests, or, if that is root,
    /// as a user who has nothing but this scene.
    func unprivileged(_ words: String...) throws -> [String] {
        guard Tool.isRoot else { return [Checkout.binary] + words }
        let owner: [FileAttributeKey: Any] = [
            .ownerAccountID: Tool.nobody, .groupOwnerAccountID: Tool.nobody,
        ]
        for name in [""] + names() {
            try FileManager.default.setAttributes(
                owner, ofItemAtPath: folder.appending(path: name).path())
        }
        return [
            "/usr/bin/env", "XDG_STATE_HOME=\(folder.appending(path: ".state").path())", "setpriv",
            "--reuid=\(Tool.nobody)", "--regid=\(Tool.nobody)",
            "--clear-groups", Checkout.binary,
        ] + words
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
