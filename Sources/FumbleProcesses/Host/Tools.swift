import CKeeper

/// Programs below the keeper that are no servers: what ages a disk, what injects errors.
struct Tools: Sendable {
    /// The numbers by which the keeper knows them, beyond those of servers.
    private let numbers: Range<Int>
    private var running: Set<Int> = []
    private var ended: [Int: Keeper.News] = [:]
    /// Those whose end nobody will ask for.
    private var forgotten: Set<Int> = []

    init(beyond servers: Int) {
        // A fleet of more servers than that is refused before anything is started.
        numbers = min(servers, Int(KEEPER_MOST))..<Int(KEEPER_MOST)
    }

    /// - Returns: the number of a tool that is started now; nil: there are too many already.
    mutating func begin() -> Int? {
        guard let number = numbers.first(where: { !running.contains($0) && ended[$0] == nil })
        else { return nil }
        running.insert(number)
        return number
    }

    /// - Returns: whether the news is about a tool.
    mutating func hear(_ news: Keeper.News) -> Bool {
        switch news {
        case .gone, .mounted, .networked, .rollCalled: return false
        case .started(let number, _): return numbers.contains(number)
        case .failed(let number, _), .ended(let number, _):
            guard numbers.contains(number) else { return false }
            running.remove(number)
            if forgotten.remove(number) == nil { ended[number] = news }
            return true
        }
    }

    /// Nobody will ask how it ended.
    mutating func forget(_ number: Int) {
        if ended.removeValue(forKey: number) == nil { forgotten.insert(number) }
    }

    func isRunning(_ number: Int) -> Bool { running.contains(number) }

    /// How it ended, told once.
    mutating func takeEnd(of number: Int) -> Keeper.News? { ended.removeValue(forKey: number) }
}
