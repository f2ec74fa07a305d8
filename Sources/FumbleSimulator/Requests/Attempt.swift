/// One attempt at an operation that is somewhere in the fleet; a client's intent is carried from
/// attempt to attempt.
struct Attempt: Sendable {
    /// When the intent came up, and when this attempt at it began.
    var intended: Int64 = 0
    var begun: Int64 = 0
    /// When it joined the queue that it is in.
    var queued: Int64 = 0
    /// Time spent in queues so far.
    var waited: Int64 = 0
    /// In service: when that is over; held: how long it still takes; failing: when that is known.
    var ends: Int64 = 0
    /// Which of all attempts that had this place it is.
    var id: UInt32 = 0
    /// Decides the cell that it goes to, subsystem by subsystem.
    var key: UInt32 = 0
    /// 1 for the first attempt of an intent.
    var number: Int32 = 0
    /// Its neighbours in the queue or at the worker that it is at; -1: none.
    var next: Int32 = -1
    var previous: Int32 = -1
    /// The worker that serves it.
    var worker: Int32 = -1
    var step: Int32 = 0
    /// The worker of a cache that last missed it; only of meaning at a protected step.
    var missedAt: Int32 = -1
    var operation: UInt16 = 0
    /// 0: a client's; else the number of the dependent that sent it, plus 1.
    var sender: UInt16 = 0
    var state = State.free
    /// Whether its client has given up; what is done for it is wasted.
    var isAbandoned = false

    enum State: UInt8, Sendable {
        case free, waiting, inService
        /// In service at a server that answers nothing.
        case held
        /// It went to a dead server: there will be no answer.
        case swallowed
        /// Its server is gone, and its client will notice that.
        case failing
    }
}
