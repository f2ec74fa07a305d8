/// How requests wait at a subsystem whose servers are all busy; the request grain alone minds it.
package struct QueueSpec: Sendable, Hashable {
    package let discipline: Discipline
    /// Requests that may wait, over the whole queue; more are refused at once; nil: no bound.
    package let limit: Int?
    /// One queue for all servers of the subsystem, or one for each.
    package let isShared: Bool

    package init(discipline: Discipline, limit: Int?, isShared: Bool) {
        self.discipline = discipline
        self.limit = limit
        self.isShared = isShared
    }

    package static let standard = QueueSpec(discipline: .fifo, limit: nil, isShared: true)

    package enum Discipline: String, Sendable, Hashable, CaseIterable {
        /// First come, first served, whether the client still waits or not.
        case fifo
        /// The same, and a request whose client has given up is dropped when its turn comes.
        case fifoDropsExpired = "fifo-drops-expired"
        case lifo
        /// A request is refused at once if it would wait longer than its client does.
        case deadline
    }
}
