/// Why a load did not begin.
package enum LoadError: Error, Sendable, Hashable, CustomStringConvertible {
    case wrong(WrongSetting)
    /// The system gave no thread to keep the times.
    ///
    /// - Parameter reason: the system's words.
    case noThread(reason: String)

    package var description: String {
        switch self {
        case .wrong(let setting): setting.description
        case .noThread(let reason): "no thread to keep the times of sends: \(reason)"
        }
    }
}
