import FumbleModel
import Glibc

/// Asks Sentinels, one after the other, who the primary is; none is waited for long.
struct PrimarySearch: Sendable {
    private let sentinels: [UInt16]
    private let question: [UInt8]
    private var turn = 0
    private var line: RESPLine?
    /// When it goes on to the next Sentinel, or asks again after all were asked.
    private var until = MonotonicTime(microseconds: 0)

    /// The longest that one Sentinel may take.
    private static let patience: Int32 = 200
    /// Between two questions, so that nobody is asked without a pause.
    private static let pause: Int32 = 50

    /// - Parameters:
    ///   - sentinels: their ports.
    ///   - name: what they call the primary.
    init(_ sentinels: [UInt16], name: String) {
        self.sentinels = sentinels
        question = RESPCommand.bytes(["SENTINEL", "get-master-addr-by-name", name])
    }

    /// What `poll` waits for.
    var wait: pollfd? { line?.wait }

    /// When it goes on, whatever comes.
    var due: MonotonicTime { until }

    /// Begins anew after a pause, with the next Sentinel: the one that was asked may be wrong.
    mutating func restart(at now: MonotonicTime) {
        line?.close()
        line = nil
        turn += 1
        until = now.adding(milliseconds: Self.pause)
    }

    func close() { line?.close() }

    /// - Returns: the port of the primary; nil: nobody has said it yet.
    mutating func goOn(at now: MonotonicTime) -> UInt16? {
        guard !sentinels.isEmpty else { return nil }
        if line == nil {
            guard until.microseconds <= now.microseconds else { return nil }
            line = RESPLine(to: sentinels[turn % sentinels.count])
            line?.send(question)
            until = now.adding(milliseconds: Self.patience)
        }
        do throws(RESPLine.Broken) {
            if let reply = try line?.goOn().first {
                if let port = Self.port(in: reply) {
                    line?.close()
                    line = nil
                    until = now
                    return port
                }
                restart(at: now)
            } else if line == nil || until.microseconds <= now.microseconds {
                restart(at: now)
            }
        } catch {
            restart(at: now)
        }
        return nil
    }

    /// Only what listens on loopback is known.
    static func port(in reply: RESPReply) -> UInt16? {
        guard case .array(let words?) = reply, words.count == 2, words[0].text == Loopback.host
        else { return nil }
        return words[1].text.flatMap { UInt16($0) }
    }
}
