/// One isolated slice of a subsystem; a subsystem without cells is one cell without a quorum.
struct Cell: Sendable {
    var serving: Int32
    var ready: Int32 = 0
    var isLive: Bool
}
