internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// The same experiment run in two processes, to see that both go the same way.
struct TwinRuns {
    let file: String
    let seed: UInt64
    let settings: [InputSetting]
    /// The file of its secrets; nil: none, or they are in the environment.
    let secrets: String?

    /// - Returns: the first difference; nil where there is none, with the events compared.
    func compare() async throws -> (difference: RunDifference?, events: Int) {
        let root = try Self.temporaryFolder()
        let twins = ["first", "second"].map { root.appending("twins").appending($0) }
        for twin in twins { try await runOnce(into: twin) }
        let runs = try RunsOptions.recording { () throws(JournalError) in
            let runs = [
                try Journal.read(RunFolder(twins[0])), try Journal.read(RunFolder(twins[1])),
            ]
            _ = try Journal(root: root).prune(keeping: 0)
            return runs.map(\.run)
        }
        rmdir(root.string)
        let events = runs[0].arms.reduce(0) { $0 + $1.counted.events }
        return (RunDifference.first(between: runs[0], and: runs[1]), events)
    }

    private func runOnce(into folder: FilePath) async throws {
        var arguments = ["run", file, "--seed", "\(seed)", "--quiet", "--out", folder.string]
        for setting in settings { arguments += ["--set", "\(setting.name)=\(setting.text)"] }
        if let secrets { arguments += ["--secrets", secrets] }
        let result = try await Subprocess.run(
            .path("/proc/self/exe"), arguments: Arguments(arguments), output: .discarded,
            error: .currentStandardError)
        guard Files.exists(folder.appending("run.jsonl").string) else {
            Console.note("fumble: a run ended with \(result.terminationStatus) and left no record")
            throw ExitCode(ExitStatus.failed.rawValue)
        }
    }

    private static func temporaryFolder() throws -> FilePath {
        let base = Files.temporary
        var template = Array("\(base)/fumble-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            Console.note("fumble: cannot make a folder in \(base): \(Errno(rawValue: errno))")
            throw ExitCode(ExitStatus.unrecorded.rawValue)
        }
        return FilePath(
            String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
}
