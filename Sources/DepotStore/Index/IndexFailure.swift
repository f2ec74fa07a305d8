/// Why an index server cannot start.
enum IndexFailure: Error, CustomStringConvertible {
    case corruptAlone(offset: Int)
    case corrupt(offset: Int)
    case inUse

    var description: String {
        switch self {
        case .corruptAlone(let offset):
            "the log is corrupt at byte \(offset), and no other server has what it held"
        case .corrupt(let offset): "the log is corrupt at byte \(offset)"
        case .inUse: "another process has the files of this server"
        }
    }
}
