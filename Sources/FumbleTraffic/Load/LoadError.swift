/// Why a load did not begin.
package enum LoadError: Error, Sendable, Hashable, CustomStringConvertible {
    case wrong(WrongSetting)
    /// A request that is made before clients begin, such as `PUT /drill`.
    case notTaken(String)
    /// The system gave no thread to keep the times.
    ///
    /// - Parameter reason: the system's words.
    case noThread(reason: String)

    package var description: String {
        switch self {
        case .wrong(let setting): setting.description
        case .notTaken(let request):
            "what clients need was not taken before they began: \(request)"
        case .noThread(let reason): "no thread to keep the times of sends: \(reason)"
        }
    }
}
