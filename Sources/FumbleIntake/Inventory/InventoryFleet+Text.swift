/// What is written of a list of hosts: the fleet's file, and an experiment on it.
extension InventoryFleet {
    /// What one server answers in a second, by the service time that is assumed, at 95 % of it.
    private static let requestsPerServer = 95

    package func text(named name: String, playbook: PlaybookDraft) -> String {
        var lines = head(name)
        if !zones.isEmpty { lines.append("zones: [\(zones.joined(separator: ", "))]") }
        lines.append("subsystems:")
        for subsystem in subsystems { lines += declaration(subsystem) }
        lines.append("servers:")
        lines += groups.flatMap { playbook.namesServers ? named($0) : [line($0)] }
        lines += clients
        lines += [
            "promises:",
            "  capacity: {each: subsystem, serving: at least minimum}",
            "playbook:",
        ]
        lines += playbook.lines(asks: "floor")
        lines += [
            "guards:",
            "  floor: {keeps: capacity, capacity-floor: {over: every subsystem carried}}",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// An experiment about the smallest line of the playbook, for `fumble run` and `fumble explore`.
    package func experiment(named name: String, fleet: String, playbook: PlaybookDraft) -> String {
        let subsystem = largestFirst.first(where: playbook.takes) ?? largestFirst[0]
        let hosts = hosts(of: subsystem)
        let host = self.example(carrying: subsystem)
        let example = playbook.example(
            on: subsystem, hosts: hosts, zones: zones(of: subsystem), server: host.serverName)
        // Who names a server takes of all that it carries.
        let others = playbook.namesServers ? host.subsystems : [subsystem]
        let isTooMany = others.map { self.hosts(of: $0) }
            .contains { example.taken > $0 - minimum(of: $0) }
        let claim =
            isTooMany
            ? "\(example.subject) may not go, since too few are left, and a guard refuses that."
            : "\(example.subject) can go, and nothing is below its minimum."
        return """
            # yaml-language-server: $schema=./experiment.schema.json
            # Made of \(origin) on \(today). `fumble run` on this file tries the line as it is meant; write
            # `typed:` below `meant:` to try another.
            fumble: experiment/v1
            name: \(name)
            claim: \(claim)
            fleet: \(fleet)
            method:
              - at: 5m
                operator:
                  meant: \(example.line)
            settle: 5m
            horizon: 1h
            expect:
              promises: {capacity: kept}

            """
    }

    private func head(_ name: String) -> [String] {
        var lines = [
            "# yaml-language-server: $schema=./fleet.schema.json",
            "# Made of \(origin) on \(today): \(hostCount) hosts. What the list does not say is a "
                + "guess, and marked so:",
            "# put what you know in its place. `fumble schema fleet > fleet.schema.json` gives your "
                + "editor hints.",
        ]
        if !otherColumns.isEmpty {
            lines.append(
                "# Nothing is made of its columns \(otherColumns.joined(separator: ", ")).")
        }
        return lines + ["fumble: fleet/v1", "name: \(name)"]
    }

    private func declaration(_ subsystem: (name: String, hosts: Int)) -> [String] {
        let minimum = minimum(of: subsystem.hosts)
        return [
            "  \(subsystem.name):",
            "    minimum: \(minimum == 1 ? "1 server" : "\(minimum) servers")   # guess: of \(subsystem.hosts); what it cannot do without",
            "    restart: {boot: 5m}   # guess: from the command to the first answer of one server",
            "    # needs: {to-serve: [...], to-start: [...]}   # other subsystems it cannot do without",
            "    # state: {size: 20 GB, objects: 10M objects}   # what a start must load and verify",
        ]
    }

    private func line(_ group: HostGroup) -> String {
        "  - {group: \(group.name), count: \(group.hosts.count), "
            + "carries: [\(group.subsystems.joined(separator: ", "))]\(zone(group)), "
            + "restart-age: \(group.oldest)d}   # started \(started(group)): \(names(group))"
    }

    /// The same with what each server is called.
    private func named(_ group: HostGroup) -> [String] {
        var lines = [
            "  - group: \(group.name)",
            "    carries: [\(group.subsystems.joined(separator: ", "))]",
        ]
        if let zone = group.zone { lines.append("    zone: \(zone)") }
        lines.append("    restart-age: \(group.oldest)d   # started \(started(group))")
        var line = "    names: ["
        for (place, host) in group.hosts.enumerated() {
            let word = host.serverName + (place + 1 < group.hosts.count ? ", " : "]")
            if line.count + word.count > Self.widest {
                lines.append(String(line.dropLast()))
                line = "      "
            }
            line += word
        }
        return lines + [line]
    }

    private static let widest = 100

    private func zone(_ group: HostGroup) -> String { group.zone.map { ", zone: \($0)" } ?? "" }

    private func started(_ group: HostGroup) -> String {
        let days = group.hosts.map(\.started)
        let first = days.min() ?? today
        let last = days.max() ?? today
        return first == last ? "\(first)" : "\(first) to \(last)"
    }

    /// The first and the last, and how many between: comments are no list of hosts.
    private func names(_ group: HostGroup) -> String {
        let names = group.hosts.map { Self.plain($0.name) }
        guard names.count > 3 else { return names.joined(separator: ", ") }
        return "\(names[0]), \(names[1]) and \(names.count - 2) more"
    }

    /// A comment ends with its line.
    private static func plain(_ name: String) -> String {
        String(name.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }

    private var clients: [String] {
        var lines = [
            "operations:   # guess: clients ask each subsystem by itself, as much as its minimum can "
                + "answer"
        ]
        lines += subsystems.map { subsystem in
            let rate = minimum(of: subsystem.hosts) * Self.requestsPerServer
            return "  ask-\(subsystem.name): {path: [\(subsystem.name)], rate: \(rate)/s, "
                + "service: 10ms, timeout: 1s}"
        }
        lines.append("alarms:   # guess: who is called, and when")
        lines += subsystems.map { subsystem in
            "  \(subsystem.name)-failing: {probe: goodput, of: ask-\(subsystem.name), below: 95%, "
                + "for: 1m, seen-by: on-call}"
        }
        return lines
    }
}
