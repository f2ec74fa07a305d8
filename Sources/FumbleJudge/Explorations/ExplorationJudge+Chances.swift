package import FumbleModel

/// Guards that leave to chance what they see: whatever they stop gets past them now and then.
extension ExplorationJudge {
    /// One way in which chance may come out.
    struct Course {
        /// The guards that see what there is to see.
        let heeded: GuardSet
        /// From 0 to 1; over all courses of one request they add up to 1.
        let chance: Double
    }

    /// So many guards are weighed; others that leave something to chance count as missing nothing.
    private static let mostWeighed = 6

    /// How chance may come out for one request: each such guard sees it or misses it, by itself.
    ///
    /// Two lines at once are seen or missed as one.
    func courses(of request: ExploredRequest, heeding guards: GuardSet) -> [Course] {
        let asked = guards.meeting(request.asked)
        return Self.weighed(in: asked, of: explored.guards).reduce(
            [Course(heeded: guards, chance: 1)]
        ) { courses, place in
            let misses = explored.guards[place].misses
            return courses.flatMap { course in
                [
                    Course(heeded: course.heeded, chance: course.chance * (1 - misses)),
                    Course(
                        heeded: course.heeded.without(place), chance: course.chance * misses),
                ]
            }
        }
    }

    /// How often it does more harm than what was meant when only these guards are heeded, from 0 to 1.
    func passes(_ request: ExploredRequest, heeding guards: GuardSet) -> Double {
        courses(of: request, heeding: guards)
            .filter { isHarmful(request, heeding: $0.heeded) }.reduce(0) { $0 + $1.chance }
    }

    /// What comes of it when it gets through; of several ways the likeliest.
    func harmThrough(_ request: ExploredRequest, heeding guards: GuardSet) -> Harm {
        let harmful = courses(of: request, heeding: guards)
            .filter { isHarmful(request, heeding: $0.heeded) }
        let likeliest = harmful.max { $0.chance < $1.chance }
        return request.harm(heeding: likeliest?.heeded ?? guards)
    }

    /// The sets of guards for which outcomes must be known: none, each alone, all, all but one; and each
    /// of them without those who may miss something.
    package static func sets(of guards: [ExploredGuard]) -> [GuardSet] {
        let all = GuardSet.all(guards.count)
        let each = guards.indices.flatMap { [GuardSet([$0]), all.without($0)] }
        var sets: [GuardSet] = []
        for set in ([.none, all] + each).flatMap({ thinned($0, of: guards) })
        where !sets.contains(set) {
            sets.append(set)
        }
        return sets
    }

    /// A set, and the same without some of those who may miss something.
    package static func thinned(_ set: GuardSet, of guards: [ExploredGuard]) -> [GuardSet] {
        weighed(in: set, of: guards).reduce([set]) { sets, place in
            sets + sets.map { $0.without(place) }
        }
    }

    private static func weighed(in set: GuardSet, of guards: [ExploredGuard]) -> [Int] {
        Array(set.places.filter { guards[$0].misses > 0 }.prefix(mostWeighed))
    }
}
