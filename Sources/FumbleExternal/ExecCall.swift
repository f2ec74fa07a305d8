import FoundationEssentials
import FumbleModel
import NIOCore
import NIOPosix
import Subprocess
import SystemPackage

/// One run of a guard's program: the question on its input, its exit status for an answer.
///
/// Its input and its standard error are files without a name: a program that reads nothing breaks no
/// pipe, and one that leaves others behind keeps nobody waiting. It has a session of its own, and all
/// of that is killed when its time is over.
struct ExecCall {
    let words: [String]
    let base: String
    let question: GuardQuestion
    let secrets: Secrets

    /// The most that is read of what it says.
    private static let most = 4_096
    /// Read before it is cut, so that no cut goes through a secret.
    private static let mostRead = 1 << 16
    private static let allow: Int32 = 0
    private static let refuse: Int32 = 1
    private static let warn: Int32 = 2

    func advice() async -> GuardAdvice {
        guard let program = words.first else { return .failed(.absent("no program is named")) }
        do {
            let input = try ScratchFile()
            defer { input.close() }
            let errors = try ScratchFile()
            defer { errors.close() }
            try input.fill(question.body + "\n")
            guard let status = try await run(program, input, errors) else {
                return .failed(.hung)
            }
            let said = secrets.discreet(try errors.text(atMost: Self.mostRead))
            return answer(
                status, saying: String(decoding: said.utf8.prefix(Self.most), as: UTF8.self))
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failed(.absent("`\(program)` is not there"))
        } catch {
            return .failed(.absent("`\(program)` cannot be run: \(error)"))
        }
    }

    private enum End: Sendable {
        case ended(TerminationStatus)
        case timeIsUp
    }

    /// - Returns: nil: it had not ended when its time was over, and was killed.
    private func run(
        _ program: String, _ input: ScratchFile, _ errors: ScratchFile
    ) async throws -> TerminationStatus? {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        let isPath = program.contains("/")
        let place = program.hasPrefix("/") ? program : "\(base)/\(program)"
        let executable: Executable = isPath ? .path(FilePath(place)) : .name(program)
        let (arguments, platform, timeout) = (Array(words.dropFirst()), options, question.timeout)
        let variables = variables
        return try await withThrowingTaskGroup(of: End.self) { group in
            group.addTask {
                let result = try await Subprocess.run(
                    executable, arguments: Arguments(arguments), environment: variables,
                    platformOptions: platform,
                    input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false),
                    output: .discarded,
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

    /// fumble's own, without the secrets that are not the guard's, and with those that are.
    private var variables: Environment {
        var changes: [Environment.Key: String?] = [:]
        for name in ProcessInfo.processInfo.environment.keys
        where name.hasPrefix(SecretName.variablePrefix) {
            changes[Environment.Key(stringLiteral: name)] = .some(nil)
        }
        for variable in question.handed.environment {
            let value = variable.value.filled { place -> String in
                if case .secret(let name) = place { secrets[name] ?? "" } else { "" }
            }
            changes[Environment.Key(stringLiteral: variable.name)] = value
        }
        return .inherit.updating(changes)
    }

    private func answer(_ status: TerminationStatus, saying text: String) -> GuardAdvice {
        switch status {
        case .exited(Self.allow): return .allow
        case .exited(Self.refuse):
            return .refuse(
                text.isEmpty ? "`\(question.program.name)` refuses, and says nothing" : text)
        case .exited(Self.warn):
            return .warn(text.isEmpty ? "`\(question.program.name)` warns, and says nothing" : text)
        case .exited(let other):
            return .failed(.nonsense("exit status \(other)\(text.isEmpty ? "" : ": \(text)")"))
        case .signaled(let signal): return .failed(.nonsense("it was ended by signal \(signal)"))
        }
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
