package import FumbleModel
import Subprocess

/// Tells others what a run showed: a service by a POST, a program on its standard input.
package struct VerdictMessenger: Sendable {
    private let base: String
    private let timeout: TimeSpan

    /// The most that is read of what a program says of its failure.
    private static let most = 4_096
    private static let success = 200..<300

    /// - Parameters:
    ///   - base: the folder that a program's relative path counts from.
    ///   - timeout: how long each telling may take.
    package init(base: String, timeout: TimeSpan) {
        self.base = base.isEmpty ? "." : base
        self.timeout = timeout
    }

    /// - Returns: why it was not told; nil: it was.
    package func post(_ verdict: String, to url: String) async -> String? {
        guard let place = WebAddress(url) else { return "`\(url)` is no address" }
        do {
            let reply = try await HTTPPost(place: place, body: verdict, timeout: timeout).reply()
            return Self.success.contains(Int(reply.status))
                ? nil : "`\(url)` answers with HTTP status \(reply.status)"
        } catch HTTPPostFailure.hung {
            return "`\(url)` did not answer within \(timeout)"
        } catch HTTPPostFailure.cutOff, HTTPPostFailure.tooLong {
            return "`\(url)` gave no whole answer"
        } catch HTTPPostFailure.notReached(let why) {
            return "`\(url)` was not reached: \(why)"
        } catch {
            return "nobody answers at \(place.authority)"
        }
    }

    /// - Returns: why it was not told; nil: it was.
    package func run(_ words: [String], with verdict: String) async -> String? {
        let program = words.first ?? ""
        let run = ProgramRun(words: words, base: base, timeout: timeout)
        do {
            let input = try ScratchFile()
            defer { input.close() }
            let errors = try ScratchFile()
            defer { errors.close() }
            try input.fill(verdict)
            guard let status = try await run.status(input, errors) else {
                return "`\(program)` had not ended after \(timeout), and was killed"
            }
            if status.isSuccess { return nil }
            let said = try errors.text(atMost: Self.most)
            return "`\(program)` failed (\(status))\(said.isEmpty ? "" : ": \(said)")"
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return run.absence
        } catch {
            return "`\(program)` cannot be run: \(error)"
        }
    }
}
