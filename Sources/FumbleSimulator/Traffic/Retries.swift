internal import FumbleModel

/// What clients' retries come to, on average over many intents.
struct Retries: Sendable {
    /// The share of the retries asked for that the budget allows.
    let allowed: Double
    /// Retries of one intent whose key's cells are all live, and of one whose key is dead, budget
    /// not regarded.
    let live: Double
    let dead: Double
    /// The share of intents with live keys that succeed within their attempts.
    let success: Double

    /// What is left of one in 10^18 intents is not followed any further.
    private static let negligible = 1e-18

    /// - Parameters:
    ///   - share: the share of attempts with live keys that succeed.
    ///   - alive: the share of keys that are live.
    ///
    /// Retry k is made by those whose k attempts before all failed, so an intent makes
    /// `f + f^2 + ... + f^K` retries where a share f of attempts fails. When the budget allows only
    /// a part of all retries, what retries add to success shrinks by that part.
    init(_ spec: RetrySpec, success share: Double, alive: Double) {
        let failing = 1 - share
        let (retries, unanswered) = Self.course(failing: failing, atMost: spec.atMost)
        live = retries
        dead = Double(max(spec.atMost, 0))
        let wanted = alive * live + (1 - alive) * dead
        let budget = spec.budget?.fraction ?? .infinity
        allowed = wanted > budget ? budget / wanted : 1
        let unbounded = failing == 1 ? 0 : 1 - unanswered
        success = share + allowed * (unbounded - share)
    }

    /// The retries that an intent makes, budget not regarded, and the chance that it is not answered
    /// with all of them, where a share of attempts fails, each by itself.
    static func course(
        failing: Double, atMost most: Int
    ) -> (retries: Double, unanswered: Double) {
        var retries = 0.0
        var unanswered = failing
        var left = most
        while left > 0 && unanswered > negligible {
            if failing == 1 {
                retries += Double(left)
                break
            }
            retries += unanswered
            unanswered *= failing
            left -= 1
        }
        return (retries, unanswered)
    }
}
