import FumbleModel

/// What each guard is worth.
extension ExplorationJudge {
    func worth(of place: Int) -> Exploration.GuardWorth {
        let harmful = harmful
        let harmless = harmless
        let only = GuardSet([place])
        let others = everyGuard.without(place)
        let stopped = harmful.filter {
            isHarmful($0, heeding: .none) && !isCertain(passes($0, heeding: only))
        }
        let all = expected(heeding: .none)
        let left = expected(heeding: only)
        func share(_ quantity: (Exploration.ExpectedHarm) -> Chance) -> Double {
            let whole = quantity(all)[profile]
            return whole > 0 ? 1 - quantity(left)[profile] / whole : 0
        }
        return Exploration.GuardWorth(
            spec: explored.guards[place], asked: harmful.count { $0.asked.contains(place) },
            stops: stopped.count, share: share(\.minutes), shareOfRequests: share(\.lostRequests),
            alone: harmful.count {
                passes($0, heeding: others) > passes($0, heeding: everyGuard) + Self.noChance
            },
            putOff: stopped.count { $0.harm(heeding: only).isPending },
            without: expected(heeding: others),
            // What breaks the floor is stopped rightly, whoever meant it.
            stopsMeant: explored.stopsMeant.contains(place)
                && !explored.meantUnguarded.breaksTheFloor,
            falseStops: harmless.filter { $0.stoppedBy.contains(place) }
                .reduce(0) { $0 + $1.lines.count },
            harmless: harmless.reduce(0) { $0 + $1.lines.count },
            stopsRepairs: explored.repairs.count { $0.stoppedBy.contains(place) },
            message: message(of: place))
    }

    /// The worst of what a guard says when it refuses something harmful.
    private func message(of place: Int) -> Exploration.MessageWorth? {
        let worths = harmful.compactMap { request -> Exploration.MessageWorth? in
            guard let objection = request.objections.first(where: { $0.place == place }),
                request.stoppedBy.contains(place)
            else { return nil }
            return Self.worth(of: objection)
        }
        return worths.min { Self.points($0) < Self.points($1) }
    }

    private static func points(_ worth: Exploration.MessageWorth) -> Int {
        [worth.namesField, worth.namesNumber, worth.namesLimit].count { $0 }
    }

    private static func worth(
        of objection: ExploredRequest.Objection
    ) -> Exploration.MessageWorth {
        let words = objection.said ?? RefusalMessage(objection.message)
        return Exploration.MessageWorth(
            text: objection.message, namesField: words.namesAField,
            // Of what is not counted in servers there may be no number, and no limit.
            namesNumber: objection.asked == 0 || words.names(objection.asked),
            namesLimit: objection.asked == 0 || words.namesALimit(beside: objection.asked))
    }
}
