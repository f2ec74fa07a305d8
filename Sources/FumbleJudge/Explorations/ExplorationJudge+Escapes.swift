import FumbleModel

/// What gets through, and in what order.
extension ExplorationJudge {
    /// Those of one slip first among equals; ranked by expected harm in the profile that was asked for.
    func rankedEscapes() -> [Exploration.Escape] {
        let through = harmful.filter { passes($0, heeding: everyGuard) > 0 }
        let orders = ([profile] + TypingProfile.measured).map { profile in
            ranked(through, by: profile).map(\.id)
        }
        return ranked(through, by: profile).enumerated().map { place, request in
            let passes = passes(request, heeding: everyGuard)
            return Exploration.Escape(
                request: request, harm: harmThrough(request, heeding: everyGuard),
                chance: Self.chance(of: request) * passes, passes: passes,
                isOfPairs: request.lines.isEmpty,
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
            let minutes = courses(of: request, heeding: everyGuard)
                .filter { isHarmful(request, heeding: $0.heeded) }
                .reduce(0.0) { sum, course in
                    let harm = request.harm(heeding: course.heeded)
                    return sum + course.chance
                        * Self.minutes(harm.excess(over: explored.meantUnguarded))
                }
            return Self.chance(of: request)[profile] * minutes
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
