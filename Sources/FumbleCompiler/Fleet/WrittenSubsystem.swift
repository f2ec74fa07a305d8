internal import FumbleDocument
internal import FumbleModel

/// A subsystem as a fleet file writes it, with the places that checks point at.
struct WrittenSubsystem: Sendable {
    /// nil: `none`.
    let minimum: Located<ServerAmount>?
    let cells: WrittenCells?
    let state: WrittenState?
    let restart: WrittenRestart
    let servesFrom: Share
    let needs: WrittenNeeds
    let slots: Int
    let queue: QueueSpec
    let cache: WrittenCache?
    let roles: WrittenRoles?

    /// Any one server: the least share there is.
    static let anyServer = Share(partsPerMillion: 1)
    /// More requests at once than this are a slip of the keyboard.
    private static let mostSlots = 1_000_000

    static let record = Record(
        "subsystem",
        summary: "One duty of the fleet, which one or several groups of servers carry.",
        Field<Located<ServerAmount>?>.defaulted(
            "minimum",
            Shape<Located<ServerAmount>?>.orNone(
                Shape<ServerAmount>.serverAmount(aboveWhole: .minimumAboveWhole).located
            ).orElse(nil),
            to: nil, written: "none",
            "minimum required capacity: serving servers, as a number or a share of those it has"),
        Field<WrittenCells?>.defaulted(
            "cells", Shape<WrittenCells?>.orNone(.record(WrittenCells.record)).orElse(nil), to: nil,
            written: "none", "isolated slices, each of which stops below a quorum"),
        Field<WrittenState?>.defaulted(
            "state", Shape<WrittenState?>.orNone(.record(WrittenState.record)).orElse(nil), to: nil,
            written: "none", "what it keeps, and how it grows"),
        Field<WrittenRestart>.defaulted(
            "restart", Shape.record(WrittenRestart.record).orElse(.immediate), to: .immediate,
            written: "{boot: 0s}", "what one server does when it starts"),
        Field<Share>.defaulted(
            "serves-from", servesFrom, to: anyServer, written: "any server",
            "the share of its servers that must serve before a stopped subsystem begins to serve"),
        Field<WrittenNeeds>.defaulted(
            "needs", Shape.record(WrittenNeeds.record).orElse(.none), to: .none, written: "{}",
            "the subsystems it cannot do without; circles are allowed, and found"),
        Field<Int>.defaulted(
            "slots", Shape<Int>.integer(in: 1...mostSlots).orElse(1), to: 1, written: "1",
            "requests that one server answers at once"),
        Field<QueueSpec>.defaulted(
            "queue", Shape.record(WrittenQueue.record).orElse(.standard), to: .standard,
            written: "{discipline: fifo}", "how requests wait where all servers are busy"),
        Field<WrittenCache?>.defaulted(
            "cache", Shape<WrittenCache?>.orNone(.record(WrittenCache.record)).orElse(nil), to: nil,
            written: "none", "what it answers for from memory, and how that warms"),
        Field<WrittenRoles?>.defaulted(
            "roles", Shape<WrittenRoles?>.orNone(.record(WrittenRoles.record)).orElse(nil), to: nil,
            written: "none", "primaries and replicas; none: all its servers are alike"),
        make: WrittenSubsystem.init)

    private static let servesFrom: Shape<Share> = {
        let anyWord = Shape<Share>.oneOf([("any server", anyServer)])
        let share = Shape<Share>.share
        return Shape(.anyOf([share.description, anyWord.description])) { node, reading in
            if node.scalar?.text == "any server" { return anyServer }
            return share.read(node, &reading).map { max($0, anyServer) } ?? anyServer
        }
    }()
}

/// The subsystems that one needs, by name.
struct WrittenNeeds: Sendable {
    let toServe: [Located<String>]
    let toStart: [Located<String>]
    let toOperate: [Located<String>]

    static let none = WrittenNeeds(toServe: [], toStart: [], toOperate: [])

    var all: [Located<String>] { toServe + toStart + toOperate }

    static let record = Record(
        "needs",
        summary: "The other subsystems without which one cannot serve, start or be operated.",
        field("to-serve", "without which it answers nothing"),
        field("to-start", "which must serve before a server of it can start"),
        field("to-operate", "without which people cannot use it, such as a monitor"),
        make: WrittenNeeds.init)

    private static func field(_ name: String, _ doc: String) -> Field<[Located<String>]> {
        let names = Shape<[Located<String>]>.listOrOne(of: Shape<String>.name.located)
        return .defaulted(name, names.orElse([]), to: [], written: "[]", doc)
    }
}
