import FumbleModel

/// What clients of real servers found, in words.
enum ClientWords {
    /// `60 keys that clients wrote were read back`, or which were not as they should be.
    static func text(of writes: WritesRead) -> String {
        let unread = writes.unread > 0 ? "; \(unread(writes))" : ""
        guard writes.lost > 0 else {
            return "\(writes.keys - writes.unread) keys that clients wrote were read back\(unread)"
        }
        return "\(writes.lost) of \(writes.keys) keys lost their last acknowledged write: "
            + "\(names(writes))\(unread)"
    }

    /// Which requests clients could not send in time.
    static func text(
        ofLate asked: LoadRecord.Asked, named name: String, in load: LoadRecord
    ) -> String {
        "clients could not keep their schedule: \(asked.late) of \(asked.requests) requests of "
            + "\(name) were sent more than \(Words.time(asked.bound)) late, where 1 of 100 may be; "
            + "of all requests, the 99th percentile was \(Words.time(load.lateness.p99)) late and the "
            + "latest \(Words.time(load.lateness.longest))"
    }

    static func unread(_ writes: WritesRead) -> String {
        "\(writes.unread) of \(writes.keys) keys could not be read back"
    }

    /// The first of the lost keys, and what was found instead.
    static func names(_ writes: WritesRead) -> String {
        let left = writes.lost - writes.named.count
        return writes.named.map { "\($0.key) (\(words(for: $0.found)))" }.joined(separator: ", ")
            + (left > 0 ? " and \(left) more" : "")
    }

    private static func words(for found: LostKey.Found) -> String {
        switch found {
        case .nothing: "nothing there"
        case .older: "an older one there"
        case .corrupt: "what nobody wrote there"
        }
    }
}
