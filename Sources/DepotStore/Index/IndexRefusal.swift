/// Why the index did not do what it was asked.
enum IndexRefusal: Error, Equatable, Sendable {
    /// Too few replicas of a cell answered; a write may have happened all the same.
    case noQuorum(cell: Int, reason: String)
    /// A replica has a version with this counter, which is higher; the write must be tried again above it.
    case overtaken(by: UInt64)
}

extension IndexRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .noQuorum(let cell, let reason): "cell \(cell) of index has no quorum: \(reason)"
        case .overtaken: "another write was faster"
        }
    }
}
