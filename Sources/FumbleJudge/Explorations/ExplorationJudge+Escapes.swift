import FumbleModel

/// What gets through, and in what order.
extension ExplorationJudge {
    /// Those of one slip first among equals; ranked by expected harm in the profile that was asked for.
    func rankedEscapes() -> [Exploration.Escape] {
        let through = harmful.filter { isHarmful($0, heeding: everyGuard) }
        let orders = ([profile] + TypingProfile.measured).map { profile in
            ranked(through, by: profile).map(\.id)
        }
        return ranked(through, by: profile).enumerated().map { place, request in
            Exploration.Escape(
                request: request, harm: request.harm(heeding: everyGuard),
                chance: Self.chance(of: request), isOfPairs: request.lines.isEmpty,
                isRobust: orders.allSatisfy { $0[place] == request.id },
                acceptance: acceptance(of: request.id))
        }
    }

    private static func chance(of request: ExploredRequest) -> Chance {
        request.lines.isEmpty ? request.pairChance : request.chance
    }

    private func ranked(
        _ requests: [ExploredRequest], by profile: TypingProfile
    ) -> [ExploredRequest] {
        func weight(_ request: ExploredRequest) -> Double {
            let harm = request.harm(heeding: everyGuard)
            return Self.chance(of: request)[profile]
                * Self.minutes(harm.excess(over: explored.meantUnguarded))
        }
        return requests.map { ($0, weight($0)) }
            .sorted { ($0.1, $1.0.id) > ($1.1, $0.0.id) }
            .map(\.0)
    }

    private func acceptance(of id: String) -> Exploration.Acceptance? {
        accepted.first { $0.escape == id }.map {
            Exploration.Acceptance(spec: $0, isExpired: $0.until < today)
        }
    }
}
