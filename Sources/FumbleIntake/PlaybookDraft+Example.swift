internal import FumbleControl

/// The smallest line of a playbook entry, and what it takes.
extension PlaybookDraft {
    /// What one line is about.
    struct Example {
        let line: String
        /// How many servers of how many, in the words of a claim: `One server of index`, or the server's name.
        let subject: String
        let taken: Int
    }

    /// Whether a line can name a subsystem: where the tool says its choices, one of them.
    func takes(_ subsystem: String) -> Bool {
        guard case .counted(let argument, _, _) = whom else { return true }
        return tool.choices[argument].map { $0.contains(subsystem) } ?? true
    }

    /// A line about as few servers of a subsystem as the usage allows.
    ///
    /// - Parameters:
    ///   - hosts: how many servers carry the subsystem.
    ///   - zones: how many of them stand in each zone, the smallest number first; empty: no zones.
    ///   - server: the one that is named where a line names servers.
    func example(
        on subsystem: String, hosts: Int, zones: [(name: String, hosts: Int)], server: String
    ) -> Example {
        var values = tool.choices.compactMapValues(\.first)
        values = values.filter { tool.usage.requiredArguments.contains($0.key) }
        values[ArgumentRoles.environment] = "prod"
        switch whom {
        case .named(let argument):
            values[argument] = server
            return Example(
                line: tool.usage.example(values), subject: "Server \(server)", taken: 1)
        case .counted(let argument, let count, let zone):
            values[argument] = subsystem
            return counted(count, of: subsystem, in: zone, hosts, zones, values)
        }
    }

    private func counted(
        _ count: String, of subsystem: String, in zone: String?, _ hosts: Int,
        _ zones: [(name: String, hosts: Int)], _ given: [String: String]
    ) -> Example {
        var values = given
        var there = hosts
        var place = ""
        let isWhole = count == "100%"
        if let zone, let smallest = zones.first {
            let isNeeded = isWhole || tool.usage.requiredArguments.contains(zone)
            if isNeeded {
                values[zone] = smallest.name
                there = smallest.hosts
                place = " in zone \(smallest.name)"
            }
        }
        let taken: Int
        if count.hasSuffix("%"), tool.usage.arguments.contains(String(count.dropLast())) {
            values[String(count.dropLast())] = "1"
            taken = Self.share(1, of: there)
        } else if count.hasSuffix("%") {
            taken = Self.share(Int(count.dropLast()) ?? 100, of: there)
        } else if let number = Int(count) {
            taken = number
        } else {
            values[count] = "1"
            taken = 1
        }
        let number = taken == 1 ? "One server" : "\(taken) servers"
        return Example(
            line: tool.usage.example(values), subject: "\(number) of \(subsystem)\(place)",
            taken: taken)
    }

    /// Percent of servers, rounded up as fleets round them.
    private static func share(_ percent: Int, of hosts: Int) -> Int {
        (percent * hosts + 99) / 100
    }
}
