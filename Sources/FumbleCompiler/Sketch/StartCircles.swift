internal import FumbleModel

/// Subsystems that need each other to start: once all of a circle are down, none can.
///
/// Tarjan, "Depth-first search and linear graph algorithms" (SIAM J. Comput. 1, 1972).
struct StartCircles {
    private let fleet: FleetSpec
    private var numbers: [Int?]
    private var lowest: [Int]
    private var stack: [Int] = []
    private var next = 0
    private var found: [[SubsystemID]] = []

    /// The circles, each in the order of the fleet file, the one whose first stands first first.
    static func find(in fleet: FleetSpec) -> [[SubsystemID]] {
        var search = StartCircles(fleet)
        for index in fleet.subsystems.indices where search.numbers[index] == nil {
            search.visit(index)
        }
        return search.found.sorted { $0[0] < $1[0] }
    }

    private init(_ fleet: FleetSpec) {
        self.fleet = fleet
        numbers = [Int?](repeating: nil, count: fleet.subsystems.count)
        lowest = [Int](repeating: 0, count: fleet.subsystems.count)
    }

    private mutating func visit(_ index: Int) {
        let number = next
        next += 1
        numbers[index] = number
        lowest[index] = number
        stack.append(index)
        for need in fleet.subsystems[index].needs.toStart {
            if let seen = numbers[need.index] {
                if stack.contains(need.index) { lowest[index] = min(lowest[index], seen) }
            } else {
                visit(need.index)
                lowest[index] = min(lowest[index], lowest[need.index])
            }
        }
        guard lowest[index] == number, let first = stack.lastIndex(of: index) else { return }
        let circle = stack[first...].sorted()
        stack.removeSubrange(first...)
        if circle.count > 1 { found.append(circle.map { SubsystemID($0) }) }
    }
}
