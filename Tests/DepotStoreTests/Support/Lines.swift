/// The lines that a server says, to be waited for: each line once.
actor Lines {
    private var unread: [String] = []
    private var all: [String] = []
    private var waiting: [(line: String, continuation: CheckedContinuation<Void, Never>)] = []

    func add(_ line: String) {
        all.append(line)
        if let place = waiting.firstIndex(where: { line.hasPrefix($0.line) }) {
            waiting.remove(at: place).continuation.resume()
        } else {
            unread.append(line)
        }
    }

    /// Returns when a line that begins so has been said, and was not waited for before.
    func wait(for line: String) async {
        if let place = unread.firstIndex(where: { $0.hasPrefix(line) }) {
            unread.remove(at: place)
            return
        }
        await withCheckedContinuation { waiting.append((line, $0)) }
    }

    var said: [String] { all }
}
