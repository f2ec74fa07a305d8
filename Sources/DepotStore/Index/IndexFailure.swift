/// Why an index server cannot start.
enum IndexFailure: Error, CustomStringConvertible {
    case corruptAlone(offset: Int)

    var description: String {
        switch self {
        case .corruptAlone(let offset):
            "the log is corrupt at byte \(offset), and no other server has what it held"
        }
    }
}
