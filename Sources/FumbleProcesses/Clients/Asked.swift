import FumbleModel

/// One operation as its clients ask it: when next, whom, and with what.
struct Asked: Sendable {
    let operation: Int
    let timeout: TimeSpan
    let retries: Int
    let ports: [UInt16]
    var balance: Balance
    private let rate: Double
    private let ask: AskSpec
    private var stream: RandomStream
    private var number = 0
    /// When the next client asks; nil: nobody has yet.
    private(set) var next: MonotonicTime

    init(
        operation: Int, spec: OperationSpec, ask: AskSpec, servers: [Int], ports: [UInt16],
        noticesAfter: TimeSpan, seed: UInt64
    ) {
        self.operation = operation
        self.ask = ask
        self.ports = ports
        timeout = spec.timeout
        retries = spec.retries.atMost
        rate = spec.rate.perSecond
        balance = Balance(servers, noticesAfter: noticesAfter)
        stream = RandomStream(seed: seed, name: "clients of \(spec.name)")
        next = .now()
        moveOn(factor: 1)
    }

    /// The first client comes from now on.
    mutating func beginNow() {
        next = .now()
        moveOn(factor: 1)
    }

    /// The times between clients are exponential, as of many who know nothing of each other.
    mutating func moveOn(factor: Double) {
        let perSecond = rate * factor
        // Nobody asks: look again soon, for the load may come back.
        let seconds =
            perSecond > 0 ? -Elementary.log(stream.unitAboveZero()) / perSecond : Self.idle
        next = MonotonicTime(
            microseconds: next.microseconds + Int64((min(seconds, 3_600) * 1_000_000).rounded()))
    }

    private static let idle = 0.1

    /// What is asked before clients begin, in order.
    mutating func firstRequests(to port: UInt16) -> [[UInt8]] {
        let made = ask.before.map { path in
            Array(
                ("PUT \(filled(path)) HTTP/1.1\r\nHost: \(Loopback.host):\(port)\r\n"
                    + "Connection: close\r\nContent-Length: 0\r\n\r\n").utf8)
        }
        guard ask.method == .put else { return made }
        return made + (0..<ask.keys).map { _ in request(to: port) }
    }

    private func filled(_ path: PlacedText) -> String {
        path.filled { place in
            if case .number = place { "\(number)" } else { "" }
        }
    }

    /// The bytes of the next request.
    mutating func request(to port: UInt16) -> [UInt8] {
        defer { number = (number + 1) % ask.keys }
        var head =
            "\(ask.method.rawValue) \(filled(ask.path)) HTTP/1.1\r\nHost: \(Loopback.host):\(port)\r\n"
        head += "Connection: close\r\n"
        let size = Int(ask.body.bytes)
        if size > 0 || [.put, .post].contains(ask.method) { head += "Content-Length: \(size)\r\n" }
        let fill = UInt8(ascii: "a") + UInt8(number % 26)
        return Array((head + "\r\n").utf8) + [UInt8](repeating: fill, count: size)
    }
}
