internal import FumbleDocument
internal import FumbleModel

/// What `measure:` can ask for: the word of each quantity, what it is of, and how it is bounded.
enum MeasuredQuantity: String, CaseIterable, Sendable {
    case latency, wait, attempts, success, refused
    case inSystem = "in-system"
    case queued, busy, serving, down
    case stoppedCells = "stopped-cells"
    case hitRatio = "hit-ratio"
    case restartAge = "restart-age"
    case failuresPerHour = "failures-per-hour"
    case removed
    case inFleet = "in-fleet"
    case backlog
    case timeToDrain = "time-to-drain"
    case timeToWhole = "time-to-whole"
    case timeToServing = "time-to-serving"
    case timeToDownAtMost = "time-to-down-at-most"

    /// What stands in its `of`.
    enum Subject: Sendable {
        case operation, subsystem, dependent, nothing
    }

    enum Unit: Sendable {
        case time, share, requests, servers, number
    }

    var subject: Subject {
        switch self {
        case .latency, .wait, .attempts, .success, .refused: .operation
        case .inSystem, .queued, .busy, .serving, .down, .stoppedCells, .hitRatio,
            .restartAge, .failuresPerHour, .timeToWhole, .timeToServing, .timeToDownAtMost:
            .subsystem
        case .backlog, .timeToDrain: .dependent
        case .removed, .inFleet: .nothing
        }
    }

    var unit: Unit {
        switch self {
        case .latency, .wait, .restartAge, .timeToDrain, .timeToWhole, .timeToServing,
            .timeToDownAtMost:
            .time
        case .success, .refused, .hitRatio: .share
        case .inSystem, .queued, .busy, .inFleet, .backlog: .requests
        case .serving, .down, .removed: .servers
        case .attempts, .stoppedCells, .failuresPerHour: .number
        }
    }

    /// Whether only a run in which each request is an event knows it.
    var needsRequests: Bool {
        switch self {
        case .latency, .wait, .attempts, .success, .refused, .inSystem, .queued, .busy, .inFleet:
            true
        case .serving, .down, .stoppedCells, .hitRatio, .restartAge, .failuresPerHour, .removed,
            .backlog, .timeToDrain, .timeToWhole, .timeToServing, .timeToDownAtMost:
            false
        }
    }

    /// Whether it has a value at each instant, so that one instant can be asked for.
    var isOverTime: Bool {
        switch self {
        case .inSystem, .queued, .busy, .serving, .down, .stoppedCells, .hitRatio, .restartAge,
            .removed, .inFleet, .backlog:
            true
        case .latency, .wait, .attempts, .success, .refused, .failuresPerHour, .timeToDrain,
            .timeToWhole, .timeToServing, .timeToDownAtMost:
            false
        }
    }

    var takesServers: Bool { self == .timeToServing || self == .timeToDownAtMost }

    var summary: String {
        switch self {
        case .latency: "From an intent's first attempt to its answer or its last failure."
        case .wait: "The time that one attempt spends in queues."
        case .attempts: "Attempts of one intent."
        case .success: "1 for an intent answered in time, else 0: the mean is the share answered."
        case .refused: "1 for an attempt refused by a full queue, else 0."
        case .inSystem: "Requests at a subsystem, waiting or in service."
        case .queued: "Requests waiting at a subsystem."
        case .busy: "Requests in service at a subsystem."
        case .serving: "Serving servers of a subsystem."
        case .down: "Servers of a subsystem that do not serve."
        case .stoppedCells: "Cells of a subsystem that have stopped."
        case .hitRatio: "The hit ratio of a cache, over its serving servers."
        case .restartAge: "Time since a server of a subsystem last started, over all of them."
        case .failuresPerHour: "Failures of servers of a subsystem in an hour."
        case .removed: "Servers removed since the start of the run."
        case .inFleet: "Requests at all subsystems together."
        case .backlog: "Requests queued by a dependent."
        case .timeToDrain: "From a dependent's queue beginning to its being worked off."
        case .timeToWhole: "From the first server of a subsystem down to all serving again."
        case .timeToServing: "The same, to so many serving again."
        case .timeToDownAtMost: "From the start to at most so many of a subsystem being down."
        }
    }
}

/// A quantity as a file writes it: `{wait: {of: get}}`.
struct WrittenQuantity: Sendable {
    let what: MeasuredQuantity
    let of: Located<String>?
    let servers: Located<Int>?

    static let kinds = KindList<WrittenQuantity>(
        "quantity", MeasuredQuantity.allCases.map { kind($0) })

    private static func kind(_ what: MeasuredQuantity) -> Kind<WrittenQuantity> {
        let name = what.rawValue
        guard let of = field(what.subject) else {
            return Kind(
                name, summary: what.summary, example: "{\(name): {}}",
                make: { WrittenQuantity(what: what, of: nil, servers: nil) })
        }
        guard what.takesServers else {
            return Kind(
                name, summary: what.summary, example: "{\(name): {of: \(sample(what.subject))}}",
                of, make: { WrittenQuantity(what: what, of: $0, servers: nil) })
        }
        return Kind(
            name, summary: what.summary,
            example: "{\(name): {of: \(sample(what.subject)), servers: 20 servers}}", of,
            Field("servers", Shape<Int>.servers.located, "so many servers"),
            make: { WrittenQuantity(what: what, of: $0, servers: $1) })
    }

    private static func field(_ subject: MeasuredQuantity.Subject) -> Field<Located<String>>? {
        let doc: String
        switch subject {
        case .operation: doc = "the operation"
        case .subsystem: doc = "the subsystem"
        case .dependent: doc = "the dependent"
        case .nothing: return nil
        }
        return Field("of", Shape<String>.name.located, doc)
    }

    private static func sample(_ subject: MeasuredQuantity.Subject) -> String {
        switch subject {
        case .operation: "get"
        case .subsystem, .nothing: "index"
        case .dependent: "chat-uploads"
        }
    }
}
