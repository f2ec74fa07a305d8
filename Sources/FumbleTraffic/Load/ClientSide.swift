internal import FumbleModel
internal import NIOCore
internal import NIOHTTP1

/// The clients of one operation: what they ask next and of whom, and what they may still ask again.
struct ClientSide {
    let spec: LoadOperation
    var doors: Doors
    var deadlines = DeadlineQueue()
    /// The timer of the first deadline; nil: none is set.
    var timer: Scheduled<Void>?
    /// Intents that were taken up, and those of them that are over and were sent too late.
    private(set) var intents = 0
    private(set) var late = 0
    private var paths: RandomStream
    private var tokens = 0.0

    /// Retries that were not used in this time, in seconds, cannot be used later; as the simulator's.
    private static let budgetMemory = 10.0

    init(_ spec: LoadOperation, seed: UInt64, doors: Doors) {
        self.spec = spec
        self.doors = doors
        paths = RandomStream(seed: seed, name: "paths/\(spec.name)")
    }

    /// Counts an intent that is over and was sent so long after it was meant to be.
    mutating func end(after lateness: TimeAmount) {
        if lateness > .microseconds(spec.latestSend.microseconds) { late += 1 }
    }

    /// The next intent's request.
    ///
    /// - Parameter version: what a write of it is known by.
    mutating func next(version: Int) -> Asked {
        intents += 1
        if let budget = spec.retries.budget?.fraction {
            let most = max(budget * spec.rate.perSecond * Self.budgetMemory, 1)
            tokens = min(tokens + budget, most)
        }
        return request(number: intents - 1, version: version)
    }

    /// What makes clients find what they ask for: what the operation names, and then every key of
    /// what it PUTs.
    ///
    /// - Parameter version: of the first write.
    func first(version: Int) -> [Asked] {
        guard let before = spec.before else { return [] }
        let made = before.map { Asked(method: .PUT, path: $0, size: 0, write: nil) }
        let keys = if case .ask(.put, _, let keys, _) = spec.request { keys } else { 0 }
        var own = self
        return made + (0..<keys).map { own.request(number: $0, version: version + $0) }
    }

    /// Whether an intent that has failed so many times is tried again, which is then paid for.
    mutating func payRetry(after failures: Int) -> Bool {
        guard failures <= spec.retries.atMost else { return false }
        guard spec.retries.budget != nil else { return true }
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    static func headers(for port: UInt16) -> HTTPHeaders { ["host": "127.0.0.1:\(port)"] }

    private mutating func request(number: Int, version: Int) -> Asked {
        switch spec.request {
        case .get(let choices):
            let path = choices[choices.count == 1 ? 0 : paths.below(choices.count)]
            return Asked(method: .GET, path: path, size: nil, write: nil)
        case .put(let prefix, let keys, let size):
            return Asked(
                method: .PUT, path: "\(prefix)\(number % keys)", size: Int(size.bytes),
                write: version)
        case .ask(let method, let path, let keys, let body):
            let path = path.filled { place in
                if case .number = place { "\(number % keys)" } else { "" }
            }
            let hasBody = body.bytes > 0 || method == .put || method == .post
            return Asked(
                method: HTTPMethod(method), path: path, size: hasBody ? Int(body.bytes) : nil,
                write: method == .put || method == .delete ? version : nil)
        }
    }

    /// One request, and which write it is.
    struct Asked {
        let method: HTTPMethod
        let path: String
        /// Of what is sent with it; nil: nothing is.
        let size: Int?
        /// The version that it writes, or deletes, at its path; nil: neither.
        let write: Int?

        func head(for port: UInt16) -> HTTPRequestHead {
            var headers = ClientSide.headers(for: port)
            if let size { headers.add(name: "content-length", value: "\(size)") }
            return HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
        }
    }
}

extension HTTPMethod {
    fileprivate init(_ method: AskSpec.Method) {
        self =
            switch method {
            case .get: .GET
            case .put: .PUT
            case .post: .POST
            case .head: .HEAD
            case .delete: .DELETE
            }
    }
}
