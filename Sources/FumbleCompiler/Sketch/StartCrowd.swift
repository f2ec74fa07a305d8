internal import FumbleModel

/// All servers of a subsystem as they start again, by how their starts differ.
struct StartCrowd {
    let name: String
    let restart: RestartSpec
    let atOnce: Int
    /// In the order of the fleet file, which is that of the starts.
    let groups: [StartGroup]

    init(of id: SubsystemID, in fleet: FleetSpec, capacity: Int) {
        let spec = fleet[id]
        name = spec.name
        restart = spec.restart
        atOnce = max(min(spec.restart.atOnce ?? capacity, capacity), 1)
        var groups: [StartGroup] = []
        for group in fleet.groups where group.carries.contains(id) {
            let next = StartGroup(
                count: Double(group.count), age: group.restartAge,
                times: RestartTimes(of: spec, capacity: capacity, age: group.restartAge))
            if let last = groups.indices.last, groups[last].starts(as: next) {
                groups[last].count += next.count
            } else {
                groups.append(next)
            }
        }
        self.groups = groups
    }

    var count: Double { groups.reduce(0) { $0 + $1.count } }

    /// Whether two starts of the same server may differ.
    var isByChance: Bool { restart.bootVaries != nil || !restart.fails.isNone }

    /// Whether nobody's start makes a difference to another's.
    var isIndependent: Bool {
        let most = min(count, Double(atOnce))
        return count <= Double(atOnce) && slowdown(most) == 1
            && restart.fails.herd.map { most > Double($0.above) } != true
    }

    /// How much longer everything takes while so many start.
    func slowdown(_ starting: Double) -> Double {
        restart.slowedAbove.map { max(1, starting / Double($0)) } ?? 1
    }

    /// The share of a group's boots that fail while so many start.
    func failing(_ group: StartGroup, starting: Double) -> Double {
        restart.fails.share(age: group.age, starting: Int(max(starting, 1).rounded()))
    }

    /// The longest of independent starts.
    var allTogether: StartLength {
        var spent = StartPhase.allCases.map { _ in 0.0 }
        for group in groups {
            let boots = Self.meanBoots(failing(group, starting: 1))
            for (place, phase) in StartPhase.allCases.enumerated() {
                let repeated = phase == .boot ? boots : 1
                spent[place] += group.times[phase].seconds * repeated * group.count
            }
        }
        return StartLength(end: longest(of: groups), spent: spent)
    }

    /// The expected longest of independent starts of these, in seconds.
    ///
    /// - Parameter stretch: how much longer boots take.
    func longest(of groups: [StartGroup], stretch: Double = 1) -> Double {
        let count = groups.reduce(0) { $0 + $1.count }
        let most = groups.map { failing($0, starting: 1) }.max() ?? 0
        let sums = restart.bootVaries.flatMap {
            most > 0 ? BootSums($0, failing: most, count: count) : nil
        }
        let longest = ExpectedLongest(
            of: groups.map { group in
                let boots = BootsTail(
                    restart, sums: sums, failing: failing(group, starting: 1), count: count)
                let rest = Double((group.times.total - group.times.boot).microseconds)
                return ExpectedLongest.Alike(
                    count: group.count, end: boots.end * stretch + rest
                ) {
                    boots.chance(above: $0 / stretch, rest: rest / stretch)
                }
            })
        return longest.mean / 1_000_000
    }

    /// Of one start: `1 / (1 - p)`, but for those that are given up.
    static func meanBoots(_ failing: Double) -> Double {
        var (sum, chance) = (0.0, 1.0)
        for _ in 0..<FailingBoots.mostBoots {
            sum += chance
            chance *= failing
        }
        return sum
    }
}

/// Servers that start alike.
struct StartGroup {
    /// Not a whole number where a large fleet is looked at on a smaller scale.
    var count: Double
    let age: TimeSpan
    let times: RestartTimes

    func starts(as other: StartGroup) -> Bool { age == other.age && times == other.times }
}
