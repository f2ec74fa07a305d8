package import FumbleModel

/// Says what an exploration showed, from what came of each request with which guards.
package struct ExplorationJudge {
    let explored: Explored
    let profile: TypingProfile
    let accepted: [ExploreSpec.Acceptance]
    let today: CalendarDay
    let everyGuard: GuardSet

    /// - Parameter today: accepted escapes whose day is over count as any other.
    package init(
        _ explored: Explored, profile: TypingProfile, accepted: [ExploreSpec.Acceptance],
        today: CalendarDay
    ) {
        self.explored = explored
        self.profile = profile
        self.accepted = accepted
        self.today = today
        everyGuard = .all(explored.guards.count)
    }

    /// Requests that do more harm than what was meant when no guard is heeded, or because of what the
    /// team's own tool makes of them.
    package var harmful: [ExploredRequest] { explored.requests.filter(isHarmful) }

    var harmless: [ExploredRequest] {
        explored.requests.filter { $0.kind == .asked && !isHarmful($0) }
    }

    /// Harm is measured without guards; a tool may do what the playbook says nothing of.
    func isHarmful(_ request: ExploredRequest) -> Bool {
        isHarmful(request, heeding: .none)
            || (request.tool != nil && isHarmful(request, heeding: everyGuard))
    }

    /// What is refused before anything is done of it does none: that the line is then typed again is
    /// another thing than that it is left out.
    func isHarmful(_ request: ExploredRequest, heeding guards: GuardSet) -> Bool {
        let harm = request.harm(heeding: guards)
        return !harm.isRefused && harm.isWorse(than: explored.meantUnguarded)
    }

    /// Sets of guards, the smallest first, that may let through no more than all of them together do:
    /// for each request that all stop, one of the set stops it by itself, or it is all of them.
    ///
    /// Whether a set does is only known when its outcomes are: guards that stop nothing alone may do so
    /// together.
    package func candidates(atMost limit: Int) -> [GuardSet] {
        let stopped = harmful.filter { !isCertain(passes($0, heeding: everyGuard)) }
        let stoppers = stopped.map { request in
            GuardSet(
                explored.guards.indices.filter {
                    !isCertain(passes(request, heeding: GuardSet([$0])))
                })
        }.filter { !$0.isEmpty }
        var found: [GuardSet] = []
        for size in 0...explored.guards.count where found.count < limit {
            for set in Subsets(of: explored.guards.count, size: size) where found.count < limit {
                if stoppers.allSatisfy({ !$0.meeting(set).isEmpty }) { found.append(set) }
            }
        }
        return found
    }

    /// Whether a set lets through just what all guards together do, as often; its outcomes must be known.
    package func letsThroughTheSame(_ set: GuardSet) -> Bool {
        harmful.allSatisfy {
            (passes($0, heeding: set) - passes($0, heeding: everyGuard)).magnitude < Self.noChance
        }
    }

    func isCertain(_ chance: Double) -> Bool { chance > 1 - Self.noChance }

    /// Chances that differ by less are the same, added up in another order.
    static let noChance = 1e-12

    package func judge(
        header: RunHeader, meant: String, window: String?, path: String, position: SourcePosition,
        stress: String?,
        counts: (lines: Int, effects: Int, pairsDrawn: Int, pairs: Int, runs: Int, cached: Int),
        smallest: GuardSet, tool: ToolTrial? = nil
    ) -> Exploration {
        let escapes = rankedEscapes()
        let ids = escapes.map(\.request.id)
        return Exploration(
            header: header, meant: meant, window: window, path: path, position: position,
            profile: profile, stress: stress,
            counts: Exploration.Counts(
                lines: counts.lines, effects: counts.effects, pairsDrawn: counts.pairsDrawn,
                pairs: counts.pairs, harmful: harmful.count, harmless: harmless.count,
                runs: counts.runs, cached: counts.cached),
            parser: parser, guards: explored.guards.indices.map { worth(of: $0) },
            slips: SlipRows(self).rows, escapes: escapes,
            unused: accepted.filter { !ids.contains($0.escape) }, repairs: explored.repairs,
            stopsMeant: explored.stopsMeant, meantHarm: explored.meant,
            meantUnguarded: explored.meantUnguarded,
            expected: expected(heeding: everyGuard), unguarded: expected(heeding: .none),
            smallest: smallest, redundancy: redundancy, requests: explored.requests,
            harmful: harmful, tool: tool, othersAsk: explored.othersAsk,
            meantByTool: explored.meantByTool)
    }

    private var redundancy: Exploration.Redundancy {
        let stoppers = harmful.filter { !isCertain(passes($0, heeding: everyGuard)) }.map {
            request in
            explored.guards.indices.count { !isCertain(passes(request, heeding: GuardSet([$0]))) }
        }
        return Exploration.Redundancy(
            byOne: stoppers.count { $0 == 1 }, bySeveral: stoppers.count { $0 > 1 },
            together: stoppers.count { $0 == 0 })
    }

    private var parser: Exploration.Parser {
        func lines(_ kind: ExploredRequest.Kind) -> [ExploredLine] {
            explored.requests.filter { $0.kind == kind }.flatMap(\.lines)
        }
        let refused = lines(.refused)
        let weight = refused.reduce(Chance.never) { $0 + $1.chance }
        let all = explored.requests.flatMap(\.lines).reduce(Chance.never) { $0 + $1.chance }
        return Exploration.Parser(
            refused: refused.count, elsewhere: lines(.elsewhere).count, chance: weight.clamped,
            all: all.clamped, share: weight.share(of: all))
    }

    /// What a thousand commands come to, over what they would as meant.
    func expected(heeding guards: GuardSet) -> Exploration.ExpectedHarm {
        let commands = 1_000.0
        var (minutes, lost, pairs) = (Chance.never, Chance.never, Chance.never)
        var squares = 0.0
        for request in explored.requests {
            for course in courses(of: request, heeding: guards)
            where isHarmful(request, heeding: course.heeded) {
                let harm = request.harm(heeding: course.heeded)
                let more = Self.minutes(harm.excess(over: explored.meantUnguarded))
                let requests = harm.excessRequests(over: explored.meantUnguarded)
                lost += request.chance * (commands * requests * course.chance)
                let each = commands * more * course.chance
                minutes += request.chance * each
                pairs += request.pairChance * each
                squares += request.pairChance[.usual] * each * each
            }
        }
        return Exploration.ExpectedHarm(
            minutes: minutes, lostRequests: lost, pairMinutes: pairs,
            pairError: (squares * shareOfADraw).squareRoot())
    }

    /// What one draw counts for: every share is so much, or a multiple of it.
    private var shareOfADraw: Double {
        explored.requests.flatMap(\.pairs).map { $0.share[.usual] }.filter { $0 > 0 }.min() ?? 0
    }

    static func minutes(_ span: TimeSpan) -> Double { span.seconds / 60 }
}

/// All subsets of one size of the first so many numbers, in order.
struct Subsets: Sequence, IteratorProtocol {
    private var upcoming: [Int]?
    private let count: Int

    init(of count: Int, size: Int) {
        self.count = count
        upcoming = size <= count ? Array(0..<size) : nil
    }

    mutating func next() -> GuardSet? {
        guard var places = upcoming else { return nil }
        let set = GuardSet(places)
        let size = places.count
        guard let last = places.indices.last(where: { places[$0] < count - size + $0 }) else {
            upcoming = nil
            return set
        }
        places[last] += 1
        for place in places.indices where place > last { places[place] = places[place - 1] + 1 }
        upcoming = places
        return set
    }
}
