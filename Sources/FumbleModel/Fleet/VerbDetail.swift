/// What a verb says beyond whom and how many it acts on.
package enum VerbDetail: Sendable, Hashable {
    /// `push-config`: what the configuration makes of servers, and who gets it first.
    case config(ConfigEffect, canary: Canary?)
    /// `deny-access` and `grant-access`: `clients`, `operators` or names of subsystems, and the share
    /// of clients' attempts that is refused.
    case access(by: [String], share: Share)
    /// `withdraw-route`: the share of clients cut off, and whether operators are too.
    case route(share: Share, cutsOffOperators: Bool)
    /// `admit`: the shares of clients let in, one after the other; at least one.
    case admission(steps: [Share], every: TimeSpan)

    /// `a configuration that makes them refuse, 5% first, the rest after 10m`.
    package var words: String {
        switch self {
        case .config(let effect, let canary):
            "a configuration that \(effect.words)" + (canary.map { ", \($0.words)" } ?? "")
        case .access(let by, let share):
            "by \(by.joined(separator: ", "))" + (share < .whole ? ", \(share)" : "")
        case .route(let share, let cutsOffOperators):
            "\(share) of clients" + (cutsOffOperators ? ", and operators" : "")
        case .admission(let steps, let every):
            steps.map(\.description).joined(separator: ", ")
                + (steps.count > 1 ? ", one every \(every)" : "")
        }
    }
}
