/// The lines that a server says, to be waited for: each line once.
actor Lines {
    /// The server ended without saying it.
    struct Ended: Error {
        let awaited: String
        let said: [String]
    }

    private var unread: [String] = []
    private(set) var said: [String] = []
    private var waiting: [(line: String, continuation: CheckedContinuation<Bool, Never>)] = []
    private var hasEnded = false

    func add(_ line: String) {
        said.append(line)
        if let place = waiting.firstIndex(where: { line.hasPrefix($0.line) }) {
            waiting.remove(at: place).continuation.resume(returning: true)
        } else {
            unread.append(line)
        }
    }

    /// Says that there will be no more.
    func end() {
        hasEnded = true
        for (_, continuation) in waiting { continuation.resume(returning: false) }
        waiting = []
    }

    /// Takes all lines, in their order, and then says that there will be no more.
    func take(from lines: AsyncStream<String>) async {
        for await line in lines { add(line) }
        end()
    }

    /// Returns when a line that begins so has been said, and was not waited for before.
    func wait(for line: String) async throws(Ended) {
        if let place = unread.firstIndex(where: { $0.hasPrefix(line) }) {
            unread.remove(at: place)
            return
        }
        let isSaid =
            hasEnded ? false : await withCheckedContinuation { waiting.append((line, $0)) }
        guard isSaid else { throw Ended(awaited: line, said: said) }
    }
}
