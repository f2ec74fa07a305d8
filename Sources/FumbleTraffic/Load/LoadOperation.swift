package import FumbleModel

/// One thing that the clients of a load ask, again and again.
package struct LoadOperation: Sendable {
    package let name: String
    package let request: Request
    /// Intents, retries not counted; above 0 and up to 1,000,000/s.
    package let rate: Frequency
    /// The time between intents; nil: exponential, as of many clients who know nothing of each other.
    package let arrivals: Distribution?
    /// How long a client waits for an answer: the first time from when it meant to ask, again from when
    /// it asks. From 1 ms to 1 hour.
    package let deadline: TimeSpan
    package let retries: RetrySpec
    /// Paths that are PUT once, empty, before clients begin, and after them every key of what is asked
    /// by PUT; nil: neither.
    package let before: [String]?

    package init(
        _ name: String, _ request: Request, rate: Frequency, arrivals: Distribution? = nil,
        deadline: TimeSpan, retries: RetrySpec = .none, before: [String]? = nil
    ) {
        self.name = name
        self.request = request
        self.rate = rate
        self.arrivals = arrivals
        self.deadline = deadline
        self.retries = retries
        self.before = before
    }

    /// The latest that a request is sent after it was meant to be without taking from servers more
    /// than a tenth of the time in which clients want an answer; 2 ms at least.
    ///
    /// - Parameter deadline: that time.
    package static func latestSend(within deadline: TimeSpan) -> TimeSpan {
        max(leastLatestSend, TimeSpan(microseconds: deadline.microseconds / 10))
    }

    var latestSend: TimeSpan { Self.latestSend(within: deadline) }

    private static let leastLatestSend = TimeSpan.milliseconds(2)

    /// What is asked; answered is any status from 200 to 299.
    package enum Request: Sendable, Hashable {
        /// Reads one of these paths, each as likely; each begins with `/`, and there is one or more.
        case get([String])
        /// Writes known content to `prefix` followed by a number, to each of `keys` keys in turn.
        ///
        /// - Parameter size: of each object, from 128 bytes to 8 MiB.
        case put(prefix: String, keys: Int, size: ByteCount)
        /// Asks one path for each of `keys` numbers in turn, as the clients of a fleet do. What is sent
        /// by PUT is known content; that of fewer bytes than its line has cannot be told from a part.
        ///
        /// - Parameter body: what is sent, up to 8 MiB; 0: nothing.
        case ask(AskSpec.Method, path: PlacedText, keys: Int, body: ByteCount)
    }

    /// The first field that is out of its range.
    var mistake: WrongSetting? {
        func wrong(_ field: String, _ value: Any, _ range: String) -> WrongSetting {
            WrongSetting(field: "\(name).\(field)", value: "\(value)", range: range)
        }
        if !(rate.perSecond > 0 && rate.perSecond <= Self.highestRate) {
            return wrong("rate", rate, "above 0/s and up to \(Int(Self.highestRate))/s")
        }
        if deadline < Self.shortestDeadline || deadline > Self.longestDeadline {
            return wrong(
                "deadline", deadline, "from \(Self.shortestDeadline) to \(Self.longestDeadline)")
        }
        if retries.atMost < 0 || retries.atMost > Self.mostRetries {
            return wrong("retries", retries.atMost, "from 0 to \(Self.mostRetries)")
        }
        if let path = before?.first(where: { !Self.isPath($0) }) {
            return wrong("before", path, Self.pathRange)
        }
        return mistakeOfRequest(wrong)
    }

    private func mistakeOfRequest(
        _ wrong: (_ field: String, _ value: Any, _ range: String) -> WrongSetting
    ) -> WrongSetting? {
        switch request {
        case .get(let paths):
            if paths.isEmpty { return wrong("paths", "empty", "one or more") }
            for path in paths where !Self.isPath(path) {
                return wrong("paths", path, Self.pathRange)
            }
        case .put(let prefix, let keys, let size):
            if !Self.isPath(prefix) { return wrong("prefix", prefix, Self.pathRange) }
            if keys < 1 { return wrong("keys", keys, "from 1") }
            if size.bytes < Self.smallestObject || size.bytes > Self.largestObject {
                return wrong(
                    "size", "\(size.bytes) B", "from \(Self.smallestObject) B to 8 MiB")
            }
        case .ask(_, let path, let keys, let body):
            let first = path.filled { _ in "0" }
            if !Self.isPath(first) { return wrong("path", first, Self.pathRange) }
            if keys < 1 { return wrong("keys", keys, "from 1") }
            if body.bytes < 0 || body.bytes > Self.largestObject {
                return wrong("body", "\(body.bytes) B", "up to 8 MiB")
            }
        }
        return nil
    }

    /// Whether it can stand in a request line as it is.
    private static func isPath(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "/") && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static let pathRange = "`/` and visible ASCII characters after it"
    private static let highestRate = 1_000_000.0
    private static let shortestDeadline = TimeSpan.milliseconds(1)
    private static let longestDeadline = TimeSpan.hours(1)
    private static let mostRetries = 100
    /// Room for what tells one content from another.
    private static let smallestObject: Int64 = 128
    private static let largestObject: Int64 = 8 << 20
}
