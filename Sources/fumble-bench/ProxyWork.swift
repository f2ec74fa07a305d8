internal import FumbleTraffic
internal import Glibc

/// A proxy without a fault: prints the port that it listens on, and ends when its input does.
struct ProxyWork {
    private let server: Int

    /// - Parameter words: `proxy SERVER-PORT`.
    init?(_ words: [String]) {
        guard words.count == 2, words[0] == "proxy", let server = Int(words[1]),
            (1...65535).contains(server)
        else { return nil }
        self.server = server
    }

    func run() async -> Bool {
        do throws(ProxyError) {
            let thread = try ProxyThread()
            let proxy = try TCPProxy.open("bench", to: server, seed: 1, on: thread)
            // Not `print`, which keeps a line until more come where it does not write to a terminal.
            let line = Array("\(proxy.port)\n".utf8)
            write(STDOUT_FILENO, line, line.count)
            while readLine() != nil {}
            proxy.close()
            thread.end()
        } catch {
            print(error)
        }
        return true
    }
}
