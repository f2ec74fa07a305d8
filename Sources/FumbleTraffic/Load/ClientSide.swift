internal import FumbleModel
internal import NIOCore
internal import NIOHTTP1

/// The clients of one operation: what they ask next, and what they may still ask again.
struct ClientSide {
    let spec: LoadOperation
    var deadlines = DeadlineQueue()
    /// The timer of the first deadline; nil: none is set.
    var timer: Scheduled<Void>?
    private let headers: HTTPHeaders
    private var paths: RandomStream
    private var begun = 0
    private var tokens = 0.0

    /// Retries that were not used in this time, in seconds, cannot be used later; as the simulator's.
    private static let budgetMemory = 10.0

    init(_ spec: LoadOperation, seed: UInt64, host: String) {
        self.spec = spec
        paths = RandomStream(seed: seed, name: "paths/\(spec.name)")
        headers = ["host": host]
    }

    /// The next intent's request: what is asked, and which write it is.
    mutating func next() -> Asked {
        begun += 1
        if let budget = spec.retries.budget?.fraction {
            let most = max(budget * spec.rate.perSecond * Self.budgetMemory, 1)
            tokens = min(tokens + budget, most)
        }
        switch spec.request {
        case .get(let choices):
            let path = choices[choices.count == 1 ? 0 : paths.below(choices.count)]
            return Asked(head: head(.GET, path), write: nil)
        case .put(let prefix, let keys, let size):
            let number = begun - 1
            let key = "\(prefix)\(number % keys)"
            var head = head(.PUT, key)
            head.headers.add(name: "content-length", value: "\(size.bytes)")
            return Asked(
                head: head,
                write: Asked.Write(key: key, version: number / keys, size: Int(size.bytes)))
        }
    }

    /// Whether an intent that has failed so many times is tried again, which is then paid for.
    mutating func payRetry(after failures: Int) -> Bool {
        guard failures <= spec.retries.atMost else { return false }
        guard spec.retries.budget != nil else { return true }
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    private func head(_ method: HTTPMethod, _ path: String) -> HTTPRequestHead {
        HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
    }

    struct Asked {
        struct Write {
            let key: String
            let version: Int
            let size: Int
        }

        let head: HTTPRequestHead
        /// Nil: nothing is written.
        let write: Write?
    }
}
