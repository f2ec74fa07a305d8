import FoundationEssentials
import FumbleModel
import Glibc
import NIOCore
import NIOPosix
import Subprocess
import SystemPackage

/// One run of a program that has so much time.
///
/// It has a session of its own, and all of that is killed when its time is over.
struct ProgramRun {
    /// The program and its arguments; a relative path counts from the base.
    let words: [String]
    let base: String
    let timeout: TimeSpan
    /// Set beside those of fumble's own environment.
    var variables: [(name: String, value: String)] = []

    /// Why it cannot be begun.
    var absence: String {
        let program = words.first ?? ""
        // Where one without a path was looked for, whoever began it has looked.
        return ProgramLack(folders: [], standing: Self.standing).of(program, in: base)
            ?? "`\(program)` cannot be run"
    }

    private static func standing(at path: String) -> ProgramLack.Standing {
        var status = stat()
        guard stat(path, &status) == 0 else { return .nothing }
        if status.st_mode & S_IFMT == S_IFDIR { return .folder }
        return access(path, X_OK) == 0 ? .program : .file
    }

    private static func place(of program: String, _ base: String) -> String {
        program.hasPrefix("/") ? program : "\(base)/\(program)"
    }

    private enum End: Sendable {
        case ended(TerminationStatus)
        case timeIsUp
    }

    /// - Parameter output: where its standard output goes; nil: nowhere.
    /// - Returns: nil: it had not ended when its time was over, and was killed.
    func status(
        _ input: ScratchFile, _ errors: ScratchFile, output: ScratchFile? = nil
    ) async throws -> TerminationStatus? {
        let program = words.first ?? ""
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        let isPath = program.contains("/")
        let place = Self.place(of: program, base)
        let executable: Executable = isPath ? .path(FilePath(place)) : .name(program)
        let (arguments, platform, timeout) = (Array(words.dropFirst()), options, self.timeout)
        let environment = environment
        let sink = try output?.descriptor ?? FileDescriptor.open("/dev/null", .writeOnly)
        defer { if output == nil { try? sink.close() } }
        return try await withThrowingTaskGroup(of: End.self) { group in
            group.addTask {
                let result = try await Subprocess.run(
                    executable, arguments: Arguments(arguments), environment: environment,
                    platformOptions: platform,
                    input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false),
                    output: .fileDescriptor(sink, closeAfterSpawningProcess: false),
                    error: .fileDescriptor(errors.descriptor, closeAfterSpawningProcess: false))
                return .ended(result.terminationStatus)
            }
            group.addTask {
                await Deadline.passes(after: timeout)
                return .timeIsUp
            }
            defer { group.cancelAll() }
            guard case .ended(let status)? = try await group.next() else { return nil }
            return status
        }
    }

    /// fumble's own, without the secrets: those that are for somebody are among the variables.
    private var environment: Environment {
        var changes: [Environment.Key: String?] = [:]
        for name in ProcessInfo.processInfo.environment.keys
        where name.hasPrefix(SecretName.variablePrefix) {
            changes[Environment.Key(stringLiteral: name)] = .some(nil)
        }
        for variable in variables {
            changes[Environment.Key(stringLiteral: variable.name)] = variable.value
        }
        return .inherit.updating(changes)
    }
}

/// What a program said, fit for one line of a report.
enum OneLine {
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
            .split(whereSeparator: { $0.isNewline || $0 == "\u{0}" })
            .map { $0.filter { $0 >= " " } }.joined(separator: "; ")
    }
}

/// Waits for a length of time on an event loop; a task that is cancelled waits no longer.
enum Deadline {
    static func passes(after time: TimeSpan) async {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let due = loop.scheduleTask(in: .microseconds(time.microseconds)) {}
        await withTaskCancellationHandler {
            _ = try? await due.futureResult.get()
        } onCancel: {
            due.cancel()
        }
    }
}
