/// One queue of requests and the workers that take from it.
struct Lane: Sendable {
    var waiting = AttemptList()
    /// Workers with a free slot, the longest free first; -1: none.
    var firstFree: Int32 = -1
    var lastFree: Int32 = -1
    /// Mean work of all that wait, in microseconds.
    var work = 0.0
    /// Slots of open workers, slowed ones counted in part.
    var power = 0.0
    /// The same when there last were any.
    var lastPower = 0.0
}
