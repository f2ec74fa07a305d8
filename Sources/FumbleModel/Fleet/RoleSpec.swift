/// Primaries and replicas: what only a primary can do waits while there is none.
///
/// At the start the first server of each cell that serves is its primary. When a primary serves no
/// longer, for whatever reason, one of its replicas takes its place after `promotesAfter`: the first
/// of them that serves then, or that serves again later. A primary that is back before that goes on
/// as the primary, and has lost nothing; one that is back later is a replica like the others, and
/// what it had acknowledged in its last `lag` is lost.
package struct RoleSpec: Sendable, Hashable {
    package let scope: Scope
    package let promotesAfter: TimeSpan
    /// How far the replicas are behind.
    package let lag: TimeSpan
    /// Operations that fail without a primary.
    package let neededBy: [OperationID]

    package init(
        scope: Scope, promotesAfter: TimeSpan, lag: TimeSpan, neededBy: [OperationID]
    ) {
        self.scope = scope
        self.promotesAfter = promotesAfter
        self.lag = lag
        self.neededBy = neededBy
    }

    package enum Scope: String, Sendable, Hashable, CaseIterable {
        /// One for the whole subsystem.
        case one
        case onePerCell = "one per cell"
    }
}
