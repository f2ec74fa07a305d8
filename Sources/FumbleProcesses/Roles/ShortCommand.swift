import CKeeper
import Glibc

/// A program that is run to be asked something: it ends soon, and prints little.
struct ShortCommand: Sendable {
    /// The program and its arguments.
    let words: [String]
    /// `NAME=value` each.
    let environment: [String]
    /// The path of the network namespace that it is in; nil: the machine's own.
    var network: String?
    /// After how many milliseconds it is killed.
    let within: Int32

    /// The most that is kept of what it prints; what comes after that is read, and dropped.
    private static let most = 4_096
    /// Between two looks at whether it has ended, in milliseconds.
    private static let pause: Int32 = 2

    /// Runs it; this blocks until it has ended.
    ///
    /// - Returns: what it printed; nil: it did not start, end in time, or end with success.
    func run() -> String? {
        let end = end()
        return end.status == 0 ? end.printed : nil
    }

    /// How it ended, and the first of what it printed; a status of nil: it was killed, because its time
    /// was over, and what it printed until then is all there is.
    func end() -> (status: Int32?, printed: String?) {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var output: Int32 = -1
        let child = keeper_ask(&arguments, &variables, network, &output)
        guard child > 0 else { return (Self.notStarted, nil) }
        let deadline = MonotonicTime.now().adding(milliseconds: within)
        let printed = read(from: output, until: deadline)
        close(output)
        let status = self.status(of: child, until: printed.isAll ? deadline : .now())
        return (status, String(decoding: printed.bytes, as: UTF8.self))
    }

    private static let notStarted: Int32 = 127

    /// Waits for its end; what has not ended in time is killed, with what it started.
    ///
    /// - Returns: its exit status, or 128 and the signal that ended it; nil: its time was over.
    private func status(of child: Int32, until deadline: MonotonicTime) -> Int32? {
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard MonotonicTime.now().microseconds < deadline.microseconds else {
                kill(-child, SIGKILL)
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
                return nil
            }
            poll(nil, 0, Self.pause)
        }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// The first of what comes until the end, and whether the end came in time.
    private func read(
        from end: Int32, until deadline: MonotonicTime
    ) -> (bytes: [UInt8], isAll: Bool) {
        var printed: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.most)
        while true {
            let left = deadline.milliseconds(since: .now())
            var wait = [pollfd(fd: end, events: Int16(POLLIN), revents: 0)]
            guard left > 0, poll(&wait, 1, left) >= 0 || errno == EINTR else {
                return (printed, false)
            }
            guard wait[0].revents != 0 else { continue }
            let got = Glibc.read(end, &buffer, buffer.count)
            if got < 0 { return (printed, false) }
            if got == 0 { return (printed, true) }
            printed += buffer.prefix(min(got, Self.most - printed.count))
        }
    }
}
