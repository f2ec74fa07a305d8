/// How many servers, said as a number or as a share of those there are.
package enum ServerAmount: Hashable, Sendable {
    case count(Int)
    case share(Share)

    /// The number of servers meant when there are `total`; a share is rounded up.
    ///
    /// A count is given back as it is, also above `total`: that is for the caller to refuse.
    package func resolved(of total: Int) -> Int {
        switch self {
        case .count(let count): count
        case .share(let share): share.rounded(up: total)
        }
    }
}

extension ServerAmount: CustomStringConvertible {
    /// As people write it: `70 servers`, `70%`.
    package var description: String {
        switch self {
        case .count(let count): count == 1 ? "1 server" : "\(count) servers"
        case .share(let share): share.description
        }
    }
}
