internal import FumbleModel

/// One trial of a start of all servers, by the rules of the simulated fleet: who starts takes a slot
/// until the last phase is over; a phase takes as long as the number that starts when it begins makes
/// it; whether a boot fails is decided when it begins.
struct StartTrial {
    private let crowd: StartCrowd
    /// The group of each server.
    private let servers: [Int]
    private let atOnce: Int
    private let scale: Double
    private let boots: Sampler?
    /// Of each group, what each phase takes in microseconds.
    private let times: [[Double]]
    /// What all spend in each phase, over all trials, in microseconds.
    private(set) var spent = [Double](repeating: 0, count: StartPhase.allCases.count)
    private var stream = RandomStream(seed: 0, nameHash: 0)
    private var starting = 0
    private var now = 0.0
    private var ends = EarliestFirst()
    private var entering: [Start] = []

    /// One server's start.
    struct Start {
        let group: Int
        /// In the order of `StartPhase.allCases`.
        var phase = 0
        var boots = 0
        var isFailing = false
    }

    /// - Parameter scale: servers for which each one stands.
    init(_ crowd: StartCrowd, servers: [Int], atOnce: Int, scale: Double) {
        self.crowd = crowd
        self.servers = servers
        self.atOnce = atOnce
        self.scale = scale
        boots = crowd.restart.bootVaries.map { Sampler($0) }
        times = crowd.groups.map { group in
            StartPhase.allCases.map { Double(group.times[$0].microseconds) }
        }
    }

    /// - Returns: when the last is through, in microseconds.
    mutating func run(_ stream: RandomStream) -> Double {
        self.stream = stream
        (starting, now) = (0, 0)
        var next = 0
        while true {
            while starting < atOnce, next < servers.count {
                entering.append(Start(group: servers[next]))
                starting += 1
                next += 1
            }
            // Lengths depend on how many start, so that all are let in before.
            let entered = entering
            entering.removeAll(keepingCapacity: true)
            for start in entered { enter(start) }
            if !entering.isEmpty || starting < atOnce && next < servers.count { continue }
            guard let time = ends.earliest else { return now }
            now = time
            while ends.earliest == now, let start = ends.take() { end(start) }
        }
    }

    private mutating func enter(_ start: Start) {
        var start = start
        let crowd = Double(starting) * scale
        var length = times[start.group][start.phase]
        if start.phase == 0 {
            if let boots { length = boots.draw(using: &stream).rounded() }
            let failing = self.crowd.failing(self.crowd.groups[start.group], starting: crowd)
            start.isFailing = failing > 0 && stream.unit() < failing
        }
        length = (length * self.crowd.slowdown(crowd)).rounded()
        spent[start.phase] += length
        if length > 0 { ends.add(start, at: now + length) } else { end(start) }
    }

    private mutating func end(_ start: Start) {
        var start = start
        if start.phase == 0 {
            start.boots += 1
            if start.isFailing {
                if start.boots < FailingBoots.mostBoots {
                    entering.append(start)
                } else {
                    starting -= 1
                }
                return
            }
        }
        repeat {
            start.phase += 1
        } while start.phase < spent.count
            && times[start.group][start.phase] == 0
        if start.phase < spent.count { entering.append(start) } else { starting -= 1 }
    }
}

/// Starts by when their phases end: a binary heap; of those that end together, any.
struct EarliestFirst {
    private var heap: [(time: Double, start: StartTrial.Start)] = []

    var earliest: Double? { heap.first?.time }

    mutating func add(_ start: StartTrial.Start, at time: Double) {
        var place = heap.count
        heap.append((time, start))
        while place > 0, heap[(place - 1) / 2].time > time {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func take() -> StartTrial.Start? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.start }
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].time < heap[child].time { child += 1 }
            guard heap[child].time < last.time else { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = last
        return first.start
    }
}
