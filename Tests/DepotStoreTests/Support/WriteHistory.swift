/// What was tried and what was acknowledged, to be held against what is read.
///
/// Each key has one writer, which numbers its writes. What is read must not be older than the last write that had
/// been acknowledged when the read began, nor newer than the last that was tried.
actor WriteHistory {
    private var acknowledged: [String: Int] = [:]
    private var tried: [String: Int] = [:]
    private(set) var count = 0
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var isOpen = true
    private var atGate: [CheckedContinuation<Void, Never>] = []

    /// The number of the next write of a key.
    func tries(_ key: String) -> Int {
        let number = (tried[key] ?? 0) + 1
        tried[key] = number
        return number
    }

    func acknowledges(_ key: String, _ number: Int) {
        acknowledged[key] = number
        count += 1
        waiting.removeAll { item in
            guard item.count <= count else { return false }
            item.continuation.resume()
            return true
        }
    }

    /// Returns when so many writes have been acknowledged.
    func wait(for count: Int) async {
        if self.count >= count { return }
        await withCheckedContinuation { waiting.append((count, $0)) }
    }

    /// Writers that were refused wait here while servers are down.
    func pass() async {
        if !isOpen { await withCheckedContinuation { atGate.append($0) } }
    }

    func close() { isOpen = false }

    func open() {
        isOpen = true
        for continuation in atGate { continuation.resume() }
        atGate = []
    }

    var keys: [String] { tried.keys.sorted() }

    func floor(of key: String) -> Int { acknowledged[key] ?? 0 }

    /// - Parameter floor: what had been acknowledged when the read began.
    func accepts(_ read: Int?, of key: String, floor: Int) -> Bool {
        floor <= read ?? 0 && read ?? 0 <= tried[key] ?? 0
    }
}
