package import FumbleModel

/// What was done before a line is looked at, as a log says, and is not seen of the fleet yet.
package struct DoneBefore: Sendable {
    /// What was let go, the oldest first: for guards that count it.
    package var ledger: [FleetView.Removal]
    /// What became of servers, in that order.
    package var changes: [Change]

    package static let nothing = DoneBefore(ledger: [], changes: [])

    package init(ledger: [FleetView.Removal], changes: [Change]) {
        self.ledger = ledger
        self.changes = changes
    }

    package enum Change: Sendable, Hashable {
        case became(Life, [ServerID])
        /// So many servers went, of which so many carried each subsystem: nobody wrote down which.
        case went(Int, bySubsystem: [Int])
    }

    /// What each server does after all of it.
    func lives(after seen: [Life], _ topology: Topology) -> [Life] {
        var lives = seen
        for change in changes {
            switch change {
            case .became(let life, let servers):
                for server in servers where server.index < lives.count {
                    lives[server.index] = life
                }
            case .went(let count, let bySubsystem):
                Self.remove(count, bySubsystem, from: &lives, topology)
            }
        }
        return lives
    }

    /// Takes servers that carry what those carried that went, as far as there are such.
    private static func remove(
        _ count: Int, _ bySubsystem: [Int], from lives: inout [Life], _ topology: Topology
    ) {
        var left = bySubsystem
        var open = count
        for index in lives.indices where open > 0 && lives[index] == .serving {
            let carried = topology.carried(by: ServerID(index))
            guard !carried.isEmpty, carried.allSatisfy({ left[$0.index] > 0 }) else { continue }
            for subsystem in carried { left[subsystem.index] -= 1 }
            lives[index] = .removed
            open -= 1
        }
    }
}

/// Servers by their names in few words, as a log keeps them: `index-3`, `index-5..9`.
package enum ServerRanges {
    package static func words(_ servers: [ServerID], in fleet: FleetSpec) -> [String] {
        var words: [String] = []
        var numbers = servers.map(\.index).sorted()[...]
        var first = 0
        for group in fleet.groups {
            let own = numbers.prefix { $0 < first + group.count }
            numbers = numbers.dropFirst(own.count)
            words += runs(own.map { $0 - first }).map { run in
                run.count == 1
                    ? "\(group.name)-\(run.lowerBound)"
                    : "\(group.name)-\(run.lowerBound)..\(run.upperBound)"
            }
            first += group.count
        }
        return words
    }

    /// - Returns: nil: one of them names no servers of this fleet.
    package static func servers(_ words: [String], in fleet: FleetSpec) -> [ServerID]? {
        var firsts: [String: (first: Int, count: Int)] = [:]
        var first = 0
        for group in fleet.groups {
            firsts[group.name] = (first, group.count)
            first += group.count
        }
        var servers: [ServerID] = []
        for word in words {
            guard let dash = word.lastIndex(of: "-"), let group = firsts[String(word[..<dash])]
            else { return nil }
            let ends = word[word.index(after: dash)...].split(separator: ".").map { Int($0) }
            guard let low = ends.first ?? nil, let high = ends.last ?? nil, ends.count <= 2,
                low >= 0, low <= high, high < group.count
            else { return nil }
            servers += (low...high).map { ServerID(group.first + $0) }
        }
        return servers
    }

    private static func runs(_ numbers: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs
    }
}
