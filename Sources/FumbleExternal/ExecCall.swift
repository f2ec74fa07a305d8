import FumbleModel
import NIOCore
import NIOPosix
import Subprocess
import SystemPackage

/// One run of a guard's program: the question on its input, its exit status for an answer.
///
/// Its input and its standard error are files without a name: a program that reads nothing breaks no
/// pipe, and one that leaves others behind keeps nobody waiting.
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
        let run = ProgramRun(
            words: words, base: base, timeout: question.timeout, variables: variables)
        do {
            let input = try ScratchFile()
            defer { input.close() }
            let errors = try ScratchFile()
            defer { errors.close() }
            try input.fill(question.body + "\n")
            guard let status = try await run.status(input, errors) else {
                return .failed(.hung)
            }
            let said = secrets.discreet(try errors.text(atMost: Self.mostRead))
            return answer(
                status, saying: String(decoding: said.utf8.prefix(Self.most), as: UTF8.self))
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failed(.absent(run.absence))
        } catch {
            return .failed(.absent("`\(program)` cannot be run: \(error)"))
        }
    }

    /// The variables that are the guard's own, with its secrets in their places.
    private var variables: [(name: String, value: String)] {
        question.handed.environment.map { variable in
            let value = variable.value.filled { place -> String in
                if case .secret(let name) = place { secrets[name] ?? "" } else { "" }
            }
            return (variable.name, value)
        }
    }

    private func answer(_ status: TerminationStatus, saying text: String) -> GuardAdvice {
        switch status {
        case .exited(Self.allow): return .allow
        case .exited(Self.refuse):
            return .refuse(text)
        case .exited(Self.warn):
            return .warn(text)
        case .exited(let other):
            return .failed(.nonsense("exit status \(other)\(text.isEmpty ? "" : ": \(text)")"))
        case .signaled(let signal): return .failed(.nonsense("it was ended by signal \(signal)"))
        }
    }
}
