internal import FumbleModel

/// How long a start of all servers takes on average where starts vary and one hinders another, by
/// waves, by a herd or because many are slowed: found by trying.
///
/// So many trials are made that some 262,000 servers start in all, from 16 up to 1,024 trials; their
/// streams are the same on each call, so that what is predicted never changes by itself. What a trial
/// would have too much of is left to arithmetic. Of a crowd larger than 1,024 only so many are tried,
/// each of them one of a number of servers alike, and the longest of all is expected to be that much
/// longer than the longest of those. Of more than eight waves the last are tried, and those before
/// them count with their mean.
struct StartTrials {
    private let crowd: StartCrowd
    /// Servers for which each one that is tried stands.
    private let scale: Double
    private let atOnce: Int
    /// Those that are tried, in the order of their starts.
    private var servers: [Int] = []
    /// Of each group, those that start before.
    private var before: [Int] = []

    /// Servers that start in all trials of one estimate.
    static let mostStarts = 262_144
    static let mostTrials = 1_024
    static let fewestTrials = 16
    /// The largest crowd that is tried.
    static let mostAtOnce = 1_024
    /// Waves that are tried, and the fewest servers.
    private static let waves = 8
    private static let fewestServers = 1_024

    init(_ crowd: StartCrowd) {
        self.crowd = crowd
        let parts = (crowd.atOnce + Self.mostAtOnce - 1) / Self.mostAtOnce
        atOnce = crowd.atOnce / parts
        scale = Double(crowd.atOnce) / Double(atOnce)
        let all = Int((crowd.count / scale).rounded())
        let kept = Self.kept(of: all, atOnce: atOnce)
        var place = 0
        var count = 0.0
        for (index, group) in crowd.groups.enumerated() {
            count += group.count
            let next = Int((count / scale).rounded())
            let early = min(max(0, all - kept - place), next - place)
            before.append(early)
            servers += [Int](repeating: index, count: next - place - early)
            place = next
        }
    }

    /// How many are tried: what is left out are whole waves.
    private static func kept(of all: Int, atOnce: Int) -> Int {
        let most = max(waves * atOnce, fewestServers)
        let waves = (all - most + atOnce - 1) / atOnce
        return all <= most ? all : all - waves * atOnce
    }

    var length: StartLength {
        let trials = min(
            max(Self.mostStarts / max(servers.count, 1), Self.fewestTrials), Self.mostTrials)
        var trial = StartTrial(crowd, servers: servers, atOnce: atOnce, scale: scale)
        let name = FNV.hash("plan: start of all of \(crowd.name)")
        var sum = 0.0
        for number in 0..<trials {
            sum += trial.run(RandomStream(seed: UInt64(number), nameHash: name))
        }
        var end = sum / Double(trials) / 1_000_000
        var spent = trial.spent.map { $0 / Double(trials) }
        for (group, count) in zip(crowd.groups, before) where count > 0 {
            let starting = Double(crowd.atOnce)
            let slowdown = crowd.slowdown(starting) * Double(count)
            let boots = StartCrowd.meanBoots(crowd.failing(group, starting: starting))
            for (place, phase) in StartPhase.allCases.enumerated() {
                let length = group.times[phase].seconds * (phase == .boot ? boots : 1) * slowdown
                end += length / Double(atOnce)
                spent[place] += length * 1_000_000
            }
        }
        return StartLength(end: end + longer, spent: spent)
    }

    /// How much longer the longest of all who start last takes than the longest of those tried.
    private var longer: Double {
        guard scale > 1 else { return 0 }
        var left = Double(crowd.atOnce)
        var last: [StartGroup] = []
        for var group in crowd.groups.reversed() where left > 0 {
            group.count = min(group.count, left)
            left -= group.count
            last.append(group)
        }
        let tried = last.map { group in
            var group = group
            group.count /= scale
            return group
        }
        // Boots that do not fail begin in the whole crowd; of those that do, the last begin when it
        // has gone.
        let stretch = crowd.restart.fails.isNone ? crowd.slowdown(Double(crowd.atOnce)) : 1
        return crowd.longest(of: last, stretch: stretch)
            - crowd.longest(of: tried, stretch: stretch)
    }
}
