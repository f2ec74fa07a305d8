import FumbleModel

/// What gets through, and in what order.
extension ExplorationJudge {
    /// Ranked by expected harm in the profile that was asked for: minutes first, then lost requests, then
    /// data.
    func rankedEscapes() -> [Exploration.Escape] {
        let through = harmful.filter { passes($0, heeding: everyGuard) > 0 }
        let orders = ([profile] + TypingProfile.measured).map { profile in
            ranked(through, by: profile).map(\.id)
        }
        return ranked(through, by: profile).enumerated().map { place, request in
            let passes = passes(request, heeding: everyGuard)
            return Exploration.Escape(
                request: request, harm: harmThrough(request, heeding: everyGuard),
                chance: request.shownChance * passes, passes: passes,
                isOfPairs: request.lines.isEmpty,
                isRobust: orders.allSatisfy { $0[place] == request.id },
                acceptance: acceptance(of: request.id))
        }
    }

    private func ranked(
        _ requests: [ExploredRequest], by profile: TypingProfile
    ) -> [ExploredRequest] {
        func weight(
            _ request: ExploredRequest
        ) -> (minutes: Double, requests: Double, data: Double) {
            let chance = request.shownChance[profile]
            return courses(of: request, heeding: everyGuard)
                .filter { isHarmful(request, heeding: $0.heeded) }
                .reduce((minutes: 0, requests: 0, data: 0)) { sum, course in
                    let harm = request.harm(heeding: course.heeded)
                    let weight = chance * course.chance
                    let minutes = Self.minutes(harm.excess(over: explored.meantUnguarded))
                    let requests = harm.excessRequests(over: explored.meantUnguarded)
                    let data = harm.excessData(over: explored.meantUnguarded)
                    return (
                        sum.minutes + weight * minutes, sum.requests + weight * requests,
                        sum.data + weight * data
                    )
                }
        }
        return requests.map { (request: $0, weight: weight($0)) }.sorted { one, other in
            (one.weight.minutes, one.weight.requests, one.weight.data, other.request.id)
                > (other.weight.minutes, other.weight.requests, other.weight.data, one.request.id)
        }.map(\.request)
    }

    private func acceptance(of id: String) -> Exploration.Acceptance? {
        accepted.first { $0.escape == id }.map {
            Exploration.Acceptance(spec: $0, isExpired: $0.until < today)
        }
    }
}
