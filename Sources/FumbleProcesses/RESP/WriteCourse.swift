import FumbleModel
import FumbleTraffic
import Glibc

/// One operation's clients as they write by RESP: when next, to whom, and what came of it.
struct WriteCourse: Sendable {
    let operation: OperationID
    private let spec: RESPAskSpec
    private let rate: Double
    private let timeout: TimeSpan
    private let retries: Int
    private var stream: RandomStream
    private var next: MonotonicTime
    private var number = 0
    private var search: PrimarySearch
    /// The connection to the primary; nil: it is being looked for.
    private var line: RESPLine?
    /// Writes that were not sent on this connection, and those that were and are not answered.
    private var waiting: [Write] = []
    private var sent: [Write] = []
    private(set) var ledger = WriteLedger()
    private(set) var record = WriteRecord()

    private struct Write: Sendable {
        let number: Int
        /// When the client meant to ask.
        let intended: MonotonicTime
        var deadline: MonotonicTime
        var retriesLeft: Int
        /// Whether an attempt was sent and never answered, so that it may still happen.
        var mayFollow = false
    }

    /// More writes than this are not under way at one time: the intent is lost, counts as offered, and is
    /// late by all the time that the client had.
    private static let mostUnderWay = 4_096
    private static let idle = 0.1

    init(_ spec: RESPAskSpec, of operation: OperationSpec, sentinels: [UInt16], seed: UInt64) {
        self.spec = spec
        self.operation = spec.operation
        rate = operation.rate.perSecond
        timeout = operation.timeout
        retries = operation.retries.atMost
        stream = RandomStream(seed: seed, name: "clients of \(operation.name)")
        search = PrimarySearch(sentinels, name: spec.name)
        next = .now()
        moveOn(factor: 1)
    }

    /// A write that is taken up later than this after it was meant to be says something of this
    /// machine, and not of the servers.
    var latestAsk: TimeSpan { LoadOperation.latestSend(within: timeout) }

    /// The key and the value of a write; values are unique.
    static func key(_ number: Int, of spec: RESPAskSpec) -> String {
        "fumble:\(spec.name):\(number % spec.keys)"
    }

    private static let valueBegins = "write-"

    static func value(_ number: Int) -> String { "\(valueBegins)\(number)" }

    /// The write that put a value there; nil: none of these clients' did.
    static func number(in value: [UInt8]) -> Int? {
        let text = String(decoding: value, as: UTF8.self)
        return text.hasPrefix(valueBegins) ? Int(text.dropFirst(valueBegins.count)) : nil
    }

    /// What `poll` waits for, and until when at most.
    var wait: pollfd? { line?.wait ?? search.wait }

    func due(isClosing: Bool) -> MonotonicTime {
        let deadlines = (waiting + sent).map(\.deadline)
        let others = (isClosing ? [] : [next]) + (line == nil ? [search.due] : [])
        return (deadlines + others).min { $0.microseconds < $1.microseconds } ?? next
    }

    /// Whether all that was asked is answered or given up.
    var isDone: Bool { waiting.isEmpty && sent.isEmpty }

    func close() {
        line?.close()
        search.close()
    }

    /// Does what is due.
    ///
    /// - Parameter factor: how many times as much is asked; nil: nothing new any more.
    mutating func goOn(
        factor: Double?, at now: MonotonicTime, _ counts: inout ClientCounts
    ) {
        if let factor { askWhatIsDue(factor, at: now, &counts) }
        giveUpWhatIsLate(at: now)
        if line == nil, let port = search.goOn(at: now) {
            line = RESPLine(to: port)
            if line == nil { search.restart(at: now) }
        }
        guard line != nil else { return }
        sendWhatWaits(&counts)
        readReplies(at: now, &counts)
    }

    /// The times between clients are exponential, as of many who know nothing of each other.
    private mutating func moveOn(factor: Double) {
        let perSecond = rate * factor
        let seconds =
            perSecond > 0 ? -Elementary.log(stream.unitAboveZero()) / perSecond : Self.idle
        next = MonotonicTime(
            microseconds: next.microseconds + Int64((min(seconds, 3_600) * 1_000_000).rounded()))
    }

    private mutating func askWhatIsDue(
        _ factor: Double, at now: MonotonicTime, _ counts: inout ClientCounts
    ) {
        while next.microseconds <= now.microseconds {
            let intended = next
            moveOn(factor: factor)
            guard factor > 0 else { continue }
            counts.offered += 1
            guard waiting.count + sent.count < Self.mostUnderWay else {
                record.ask(after: timeout, bound: latestAsk)
                continue
            }
            record.ask(after: now - intended, bound: latestAsk)
            waiting.append(
                Write(
                    number: number, intended: intended, deadline: deadline(from: now),
                    retriesLeft: retries))
            number += 1
        }
    }

    /// A client that waited in vain closes its connection: there is something wrong with it.
    private mutating func giveUpWhatIsLate(at now: MonotonicTime) {
        if sent.contains(where: { $0.deadline.microseconds <= now.microseconds }) {
            lookAnew(at: now)
        }
        let late = waiting.filter { $0.deadline.microseconds <= now.microseconds }
        guard !late.isEmpty else { return }
        waiting.removeAll { $0.deadline.microseconds <= now.microseconds }
        for write in late { retry(write, at: now) }
    }

    private mutating func sendWhatWaits(_ counts: inout ClientCounts) {
        for write in waiting {
            let value = Self.value(write.number)
            let key = Self.key(write.number, of: spec)
            ledger.begin(key, version: write.number, size: value.utf8.count)
            line?.send(RESPCommand.bytes(["SET", key, value]))
            counts.attempts += 1
        }
        sent += waiting
        waiting = []
    }

    private mutating func readReplies(at now: MonotonicTime, _ counts: inout ClientCounts) {
        let replies: [RESPReply]
        do throws(RESPLine.Broken) {
            replies = try line?.goOn() ?? []
        } catch {
            return lookAnew(at: now)
        }
        var isOfReplica = false
        let answered = sent.prefix(replies.count)
        sent.removeFirst(answered.count)
        for (write, reply) in zip(answered, replies) {
            if case .simple = reply {
                ledger.acknowledge(
                    Self.key(write.number, of: spec), version: write.number,
                    mayFollow: write.mayFollow)
                counts.answered += 1
                record.latency.record(microseconds: (now - write.intended).microseconds)
            } else {
                retry(write, at: now)
                if case .error(let text) = reply, Self.isOfNoPrimary(text) { isOfReplica = true }
            }
        }
        if isOfReplica { lookAnew(at: now) }
    }

    /// A server that is a replica, or that only just starts, is not who is asked for.
    private static func isOfNoPrimary(_ error: String) -> Bool {
        ["READONLY", "MASTERDOWN", "LOADING"].contains { error.hasPrefix($0) }
    }

    /// Closes the connection and looks for the primary; what was sent on it may still happen.
    private mutating func lookAnew(at now: MonotonicTime) {
        line?.close()
        line = nil
        search.restart(at: now)
        let unanswered = sent
        sent = []
        for var write in unanswered {
            write.mayFollow = true
            retry(write, at: now)
        }
    }

    private mutating func retry(_ write: Write, at now: MonotonicTime) {
        guard write.retriesLeft > 0 else { return }
        var write = write
        write.retriesLeft -= 1
        write.deadline = deadline(from: now)
        waiting.append(write)
    }

    private func deadline(from now: MonotonicTime) -> MonotonicTime {
        MonotonicTime(microseconds: now.microseconds + timeout.microseconds)
    }
}

/// What clients asked and got in a window.
struct ClientCounts: Sendable {
    var offered = 0
    var answered = 0
    var attempts = 0
}
