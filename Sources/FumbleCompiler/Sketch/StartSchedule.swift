internal import FumbleModel

/// When the servers of a subsystem are through their starts, if all of them start again at once.
///
/// As many as `at-once` start at one time, in the order of the fleet file; whoever is through makes
/// room for the next. With more than `slowed-above` at one time each takes longer in proportion. Of
/// starts that take as long each time; those that vary are `StartTrials`.
struct StartSchedule {
    /// What servers spend in each phase, all together, in seconds; as `StartPhase.allCases`.
    private var spent = [Double](repeating: 0, count: StartPhase.allCases.count)
    private let spec: SubsystemSpec
    private let capacity: Int
    private let atOnce: Int
    /// Places for servers that start, by when they are free; the earliest first.
    private var places: [Places]
    /// Servers that have not begun.
    private var waiting: Int
    /// In microseconds.
    private var end: Int64 = 0

    private struct Places {
        /// In microseconds.
        var free: Int64
        var count: Int
    }

    init(of id: SubsystemID, in fleet: FleetSpec, capacity: Int) {
        spec = fleet[id]
        self.capacity = capacity
        atOnce = max(min(spec.restart.atOnce ?? capacity, capacity), 1)
        places = [Places(free: 0, count: atOnce)]
        waiting = capacity
        for group in fleet.groups where group.carries.contains(id) { start(group) }
    }

    var length: StartLength { StartLength(end: Double(end) / 1_000_000, spent: spent) }

    private mutating func start(_ group: GroupSpec) {
        let times = RestartTimes(of: spec, capacity: capacity, age: group.restartAge)
        var left = min(group.count, waiting)
        while left > 0 {
            let place = places[0]
            let starting = startingNow
            let count = min(left, place.count)
            // Where all places are free at the same time, whole waves follow one another.
            let waves = places.count == 1 ? left / count : 1
            let started = count * waves
            let slowdown = max(1, Double(starting) / Double(spec.restart.slowedAbove ?? starting))
            let length = Double(times.total.microseconds) * slowdown
            let end = Self.clamped(Double(place.free) + Double(waves) * length)
            take(count, until: end)
            self.end = max(self.end, end)
            note(started, times, slowdown)
            left -= started
            waiting -= started
        }
    }

    /// Servers that start when the earliest places are taken.
    private var startingNow: Int {
        let now = places[0].free
        let idle = places.prefix { $0.free == now }.reduce(0) { $0 + $1.count }
        return atOnce - idle + min(idle, waiting)
    }

    /// Takes the earliest places for so many servers.
    private mutating func take(_ count: Int, until end: Int64) {
        places[0].count -= count
        if places[0].count == 0 { places.removeFirst() }
        let index = places.firstIndex { $0.free >= end } ?? places.count
        if index < places.count, places[index].free == end {
            places[index].count += count
        } else {
            places.insert(Places(free: end, count: count), at: index)
        }
    }

    private mutating func note(_ count: Int, _ times: RestartTimes, _ slowdown: Double) {
        for (index, phase) in StartPhase.allCases.enumerated() {
            spent[index] += times[phase].seconds * slowdown * Double(count)
        }
    }

    private static func clamped(_ microseconds: Double) -> Int64 {
        let longest = RestartEstimate.longest.microseconds
        return microseconds < Double(longest) ? Int64(microseconds.rounded()) : longest
    }
}
