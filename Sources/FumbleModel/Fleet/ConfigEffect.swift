/// What a configuration makes of each server that it reaches.
package enum ConfigEffect: Sendable, Hashable, Codable {
    /// Nothing wrong; it ends whatever the configuration before it made.
    case good
    /// Each request takes so many times as long.
    case slow(Double)
    /// It is up, and answers every request with an error.
    case refuse
    /// It ends at once, and again as soon as it is started.
    case crash
    /// Nothing, until it is started next: then it ends.
    case failToStart

    /// Whether a server that gets it serves no longer.
    package var takesFromService: Bool {
        switch self {
        case .refuse, .crash: true
        case .good, .slow, .failToStart: false
        }
    }

    /// Whether a server that has it cannot start.
    package var preventsStart: Bool {
        switch self {
        case .crash, .failToStart: true
        case .good, .slow, .refuse: false
        }
    }

    /// As it follows "a configuration that": `makes them refuse`.
    package var words: String { words(for: "them") }

    /// The same of one server: `makes it refuse`.
    package var wordsOfOne: String { words(for: "it") }

    private func words(for whom: String) -> String {
        switch self {
        case .good: "is good"
        case .slow(let factor): "makes \(whom) \(PlainNumber.text(factor)) times as slow"
        case .refuse: "makes \(whom) refuse"
        case .crash: "makes \(whom) crash"
        case .failToStart: "will not let \(whom) start"
        }
    }
}

/// The servers that get a configuration first, and how long the others wait.
package struct Canary: Sendable, Hashable {
    /// A share is of the servers that get it in all.
    package let count: ServerAmount
    package let wait: TimeSpan

    package init(count: ServerAmount, wait: TimeSpan) {
        self.count = count
        self.wait = wait
    }

    /// How many of so many servers come first; one at least.
    package func first(of servers: Int) -> Int {
        min(max(count.resolved(of: servers), 1), servers)
    }

    /// `5% first, the rest after 10m`.
    package var words: String { "\(count) first, the rest after \(wait)" }
}
