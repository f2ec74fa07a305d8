/// How long something takes that happens once a run: the first time from its beginning to its end.
struct Milestone: Sendable {
    private let warmUp: Int64
    private var begun: Int64?
    private(set) var length: Int64?

    init(warmUp: Int64) { self.warmUp = warmUp }

    var isUnderWay: Bool { begun != nil && length == nil }

    /// It begins, if it has not before; what begins in the warm-up does not count.
    mutating func begin(at now: Int64) {
        if begun == nil && now >= warmUp { begun = now }
    }

    mutating func end(at now: Int64) {
        if let begun, length == nil { length = now - begun }
    }
}
