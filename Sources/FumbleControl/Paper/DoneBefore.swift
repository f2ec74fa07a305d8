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

/// Servers by their names in few words, as a log keeps them: `index-3`, `index-5..9`, and of a group that
/// lists its names `eu-web..eu-www`, from one to another in the order of its list.
package enum ServerRanges {
    private static let dots = ".."

    package static func words(_ servers: [ServerID], in fleet: FleetSpec) -> [String] {
        let names = fleet.serverNames
        var words: [String] = []
        var numbers = servers.map(\.index).sorted()[...]
        var first = 0
        for group in fleet.groups {
            let own = numbers.prefix { $0 < first + group.count }
            numbers = numbers.dropFirst(own.count)
            words += runs(Array(own)).map { run in
                let begin = names[ServerID(run.lowerBound)]
                guard run.count > 1 else { return begin }
                let last = run.upperBound
                return begin + dots
                    + (group.names.isEmpty ? "\(last - first)" : names[ServerID(last)])
            }
            first += group.count
        }
        return words
    }

    /// - Returns: nil: one of them names no servers of this fleet.
    package static func servers(_ words: [String], in fleet: FleetSpec) -> [ServerID]? {
        let names = fleet.serverNames
        var servers: [ServerID] = []
        for word in words {
            if let server = names.server(named: word) {
                servers.append(server)
                continue
            }
            guard let ends = ends(of: word, names), ends.first.index <= ends.last.index else {
                return nil
            }
            servers += (ends.first.index...ends.last.index).map { ServerID($0) }
        }
        return servers
    }

    private static func ends(
        of word: String, _ names: ServerNames
    ) -> (first: ServerID, last: ServerID)? {
        for place in word.ranges(of: dots) {
            let (begin, end) = (
                String(word[..<place.lowerBound]), String(word[place.upperBound...])
            )
            guard let first = names.server(named: begin) else { continue }
            let stem = begin.lastIndex(of: "-").map { begin[...$0] } ?? ""
            let last = [end, stem + end].lazy.compactMap { names.server(named: $0) }
                .first { names.isOneGroup(first, $0) }
            if let last { return (first, last) }
        }
        return nil
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
