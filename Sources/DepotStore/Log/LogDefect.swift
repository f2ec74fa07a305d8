/// Where a log stops being one.
enum LogDefect: Equatable, Sendable {
    /// The last record was being written when the server was killed; nobody was told that it is kept.
    case torn(at: Int)
    /// Bytes are not as they were written; records that were acknowledged may be lost from here on.
    case corrupt(at: Int)

    var offset: Int {
        switch self {
        case .torn(let offset), .corrupt(let offset): offset
        }
    }
}
