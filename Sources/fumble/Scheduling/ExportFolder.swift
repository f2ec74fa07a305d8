internal import FumbleSchedule
internal import Subprocess
internal import SystemPackage

/// Files for a scheduler, written into a folder, and checked by the scheduler's own tool if this
/// machine has it.
struct ExportFolder {
    let path: String

    /// What is kept of what a tool says.
    private static let mostSaid = 1 << 16

    func write(_ files: [ExportFile], for scheduler: Scheduler) async -> ExitStatus {
        let names = files.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            Console.note(
                "fumble: two experiments would be written to \(path)/\(twice): give each a `name` of "
                    + "its own")
            return .mistakes
        }
        do throws(Errno) {
            try Files.makeFolder(path)
            for file in files {
                try Files.write(file.text, to: place(of: file))
                Console.print("wrote \(place(of: file))\n")
            }
        } catch {
            Console.note("fumble: cannot write into \(path): \(error)")
            return .unrecorded
        }
        var statuses: [ExitStatus] = []
        for check in checks(of: files, for: scheduler) { statuses.append(await carryOut(check)) }
        return .worst(of: statuses)
    }

    private func place(of file: ExportFile) -> String { "\(path)/\(file.name)" }

    private func checks(of files: [ExportFile], for scheduler: Scheduler) -> [[String]] {
        let places = files.map(place(of:))
        return switch scheduler {
        case .systemd: [["systemd-analyze", "verify"] + places]
        case .cron: places.map { ["crontab", "-n", $0] }
        case .github:
            [["check-jsonschema", "--builtin-schema", "vendor.github-workflows"] + places]
        case .kubernetes: [["kubernetes-validate", "--strict"] + places]
        }
    }

    private func carryOut(_ words: [String]) async -> ExitStatus {
        let line = words.joined(separator: " ")
        do {
            let ended = try await Subprocess.run(
                .name(words[0]), arguments: Arguments(Array(words.dropFirst())),
                output: .string(limit: Self.mostSaid), error: .string(limit: Self.mostSaid))
            if ended.terminationStatus.isSuccess {
                Console.print("checked by \(words[0]) \(words[1])\n")
                return .confirmed
            }
            Console.note("fumble: `\(line)` refuses what was written; this is a bug of ours:")
            Console.note(ended.standardOutput + ended.standardError)
            return .bug
        } catch let error as SubprocessError where error.code == .executableNotFound {
            Console.print("not checked: this machine has no \(words[0])\n")
            return .confirmed
        } catch {
            Console.note("fumble: `\(line)` cannot be run: \(error)")
            return .confirmed
        }
    }
}
