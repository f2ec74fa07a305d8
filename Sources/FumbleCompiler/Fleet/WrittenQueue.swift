internal import FumbleDocument
internal import FumbleModel

/// How requests wait at a subsystem, as a fleet file writes it.
enum WrittenQueue {
    static let record = Record(
        "queue", summary: "How requests wait where all servers are busy (`traffic: requests`).",
        Field<QueueSpec.Discipline>.defaulted(
            "discipline", .word, to: .fifo, written: "fifo",
            "who is served next, and whether those that nobody waits for still are"),
        Field<Int?>.defaulted(
            "limit", Shape<Int?>.orNone(Shape<Int64>.itemCount(of: "requests").map { Int($0) }),
            to: nil, written: "none",
            "requests that may wait in one queue; more are refused at once"),
        Field<Bool>.defaulted(
            "shared", .bool, to: true, written: "true",
            "one queue for all servers, or one for each"),
        make: { QueueSpec(discipline: $0, limit: $1, isShared: $2) })
}
