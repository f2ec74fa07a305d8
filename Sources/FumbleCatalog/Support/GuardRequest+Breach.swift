internal import FumbleModel

extension GuardRequest {
    /// Whether the servers asked for would leave service.
    var takesServersAway: Bool {
        switch verb {
        case .removeServers, .restartServers, .fullRestart: true
        case .addServers, .dropNeed, .cancelCommand, .type: false
        case .deleteData, .restore: false
        case .pushConfig: takesFromService
        case .rollbackConfig, .denyAccess, .grantAccess, .withdrawRoute, .announceRoute, .admit:
            false
        }
    }

    /// What the guard's `on-breach` makes of a request that goes too far.
    ///
    /// - Parameters:
    ///   - allowed: how many of the servers asked for, from the first on, would not go too far.
    ///   - next: when more may be allowed, for a guard that paces; nil: it cannot know.
    func breach(allowed: Int, next: Instant?, at now: Instant, reason: String) -> GuardDecision {
        switch onBreach {
        case .refuse: .refuse(reason: reason)
        case .warn: .warn(reason: reason)
        case .clamp: allowed > 0 ? .clamp(to: allowed, reason: reason) : .refuse(reason: reason)
        case .pace: paced(allowed: allowed, next: next ?? now + Self.looksAgainAfter, reason)
        }
    }

    /// A whole command that is paced is let through: its batches are held back.
    private func paced(allowed: Int, next: Instant, _ reason: String) -> GuardDecision {
        if stage == .whole { return .allow }
        return allowed > 0
            ? .clamp(to: allowed, reason: reason) : .hold(until: next, reason: reason)
    }

    /// How long a guard that paces waits when it cannot know when more will be allowed.
    private static let looksAgainAfter = TimeSpan.seconds(30)

    /// `servers 44`, with the field that was typed where there is one.
    var countInWords: String {
        if let typed = argument("COUNT") { return "`COUNT` \(typed)" }
        return servers.count == 1 ? "1 server" : "\(servers.count) servers"
    }
}
