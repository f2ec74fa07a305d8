internal import FumbleModel

/// The servers of one group that are rebuilt elsewhere, or wait for it: first crashed, first rebuilt.
struct Rebuilds: Sendable {
    /// Those that are over, then those under way, then those that wait.
    private var jobs: [Job] = []
    private var over = 0
    private var begun = 0
    private let atOnce: Int
    /// How long one takes, in microseconds; nil: the group's servers are not rebuilt.
    let takes: Int64?

    /// A server, as long as it stays crashed.
    struct Job: Sendable {
        let server: Int
        /// The server's generation: it is no longer crashed when that has moved on.
        let generation: UInt32
    }

    /// Jobs that are over are forgotten once there are so many of them.
    private static let mostOver = 1_024

    init(_ spec: ReplacementSpec?) {
        atOnce = max(spec?.atOnce ?? .max, 1)
        takes = spec.map { max($0.after.microseconds, 0) }
    }

    mutating func wait(_ job: Job) { jobs.append(job) }

    /// Begins with the first that waits, if there may be another one under way; those that are void
    /// are left out.
    ///
    /// - Returns: whether one was begun.
    mutating func begin(isValid: (Job) -> Bool) -> Bool {
        while begun < jobs.count, begun - over < atOnce {
            if isValid(jobs[begun]) {
                begun += 1
                return true
            }
            jobs.remove(at: begun)
        }
        return false
    }

    /// The first of those under way is over: all take the same time.
    mutating func end() -> Job? {
        guard over < begun else { return nil }
        let job = jobs[over]
        over += 1
        if over >= Self.mostOver && over * 2 >= jobs.count {
            jobs.removeFirst(over)
            begun -= over
            over = 0
        }
        return job
    }
}
