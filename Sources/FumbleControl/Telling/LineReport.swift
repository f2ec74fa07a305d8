package import FumbleModel

/// What an operator is told of a line, from Enter to its end.
package struct LineReport: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    package let book: ServerBook

    package init(fleet: FleetSpec, topology: Topology, book: ServerBook) {
        self.fleet = fleet
        self.topology = topology
        self.book = book
    }

    /// What is said of a line before any guard is asked.
    package struct Opening: Sendable, Hashable {
        package let lines: [String]
        /// Whether it ends there: the line is no line of this fleet.
        package let isMistake: Bool
    }

    /// What the line comes to, before any guard is asked.
    ///
    /// - Parameters:
    ///   - serving: servers of each subsystem that serve now.
    ///   - standstill: what it stops, where that is looked at.
    package func opening(
        _ preview: Preview, serving: [Int], standstill: Standstill = .none
    ) -> Opening {
        switch preview.outcome {
        case .notUnderstood(let error):
            return Opening(lines: mistake(error, in: preview.line), isMistake: true)
        case .elsewhere(_, let environment):
            let why = preview.supplied.contains { $0.argument == Resolver.environmentArgument }
            let words =
                "the line is for `\(environment)`\(why ? ", as its window says" : ""), and this is "
                + "`\(fleet.environment)`"
            return Opening(lines: ["\(words): nothing was done"], isMistake: true)
        case .deed(_, let deed):
            var lines =
                [headline(deed)] + effects(of: deed, preview, serving)
                + words(of: standstill) + reached(by: deed)
            if !preview.supplied.isEmpty {
                let given = preview.supplied.map { "\($0.argument) is \($0.text)" }
                lines.append("as its window says: \(given.joined(separator: ", "))")
            }
            if !preview.skips.isEmpty {
                lines.append(
                    "not asked, as the line says: \(preview.skips.joined(separator: ", "))")
            }
            if preview.asks.isEmpty { lines.append("no guard is asked") }
            return Opening(lines: lines, isMistake: false)
        }
    }

    private func headline(_ deed: ResolvedDeed) -> String {
        guard !deed.servers.isEmpty else { return "would \(deed.words(in: fleet))" }
        let words =
            switch deed.verb {
            case .removeServers: "remove \(Self.servers(deed.servers.count))"
            case .addServers: "add \(Self.servers(deed.servers.count))"
            case .restartServers, .fullRestart: "restart \(Self.servers(deed.servers.count))"
            default: deed.words(in: fleet)
            }
        return "would \(words): \(book.list(deed.servers))"
    }

    /// Each subsystem that the servers carry: how many serve now, and how many would.
    private func effects(
        of deed: ResolvedDeed, _ preview: Preview, _ serving: [Int]
    ) -> [String] {
        let isGain = deed.verb == .addServers
        let isRestart = [.restartServers, .fullRestart].contains(deed.verb)
        guard isGain || isRestart || deed.verb == .removeServers || deed.takesFromService else {
            return []
        }
        let then = isRestart ? "meanwhile" : "then"
        var table = TextTable(["subsystem", "serving", then, "minimum", "of"])
        for (place, count) in preview.bySubsystem.enumerated() where count > 0 {
            let id = SubsystemID(place)
            let then = max(0, serving[place] + (isGain ? count : -preview.leaving[place]))
            let minimum = minimum(of: id)
            table.add(
                [
                    fleet[id].name, "\(serving[place])", "\(then)", "\(minimum)",
                    "\(topology.capacity(of: id))",
                ], remark: then < minimum ? "below its minimum" : "")
        }
        return table.lines
    }

    package func minimum(of subsystem: SubsystemID) -> Int {
        fleet[subsystem].minimum.resolved(of: topology.capacity(of: subsystem))
    }

    /// The line, a mark under the mistake, and the lines of the playbook that begin so, or all.
    private func mistake(_ error: LineError, in line: String) -> [String] {
        let scalars = line.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : String($0) }
        let gap = String(repeating: " ", count: min(error.offset, scalars.count))
        let mark = String(repeating: "^", count: max(1, error.length))
        var lines = ["error: \(error.message)", "  \(scalars.joined())", "  \(gap)\(mark)"]
        if let help = error.help { lines.append("  help: \(help)") }
        let begins = line.split(separator: " ").prefix(2)
        let alike = fleet.playbook.filter { $0.usage.split(separator: " ").prefix(2) == begins }
        return lines
            + (alike.isEmpty ? fleet.playbook : alike).prefix(Self.mostUsages)
            .map { "  usage: \($0.usage)" }
    }

    /// The most lines of a playbook that are shown with a mistake.
    private static let mostUsages = 12

    // MARK: Guards

    /// What one guard answered; nil: nothing new.
    package func decision(_ answer: GuardAnswer, at now: Instant) -> String? {
        let name = answer.name
        let isWhole = answer.stage == .whole
        switch answer.decision {
        case .allow: return isWhole ? "\(name) allows it" : nil
        case .warn(let reason): return isWhole ? "\(name) warns: \(reason)" : nil
        case .refuse(let reason):
            return "\(name) refuses \(isWhole ? "it" : "the rest"): \(reason)"
        case .clamp(let count, let reason):
            let when = isWhole ? "" : " now"
            return "\(name) lets \(count) of \(Self.servers(answer.asked)) go\(when): \(reason)"
        case .hold(let until, let reason):
            let what = isWhole ? "it" : Self.servers(answer.asked)
            return "\(name) holds \(what) for \(Self.short(until - now)): \(reason)"
        }
    }

    package static func servers(_ count: Int) -> String {
        count == 1 ? "1 server" : "\(count) servers"
    }

    /// To a tenth of a second.
    package static func short(_ span: TimeSpan) -> TimeSpan {
        let tenth: Int64 = 100_000
        return TimeSpan(microseconds: span.microseconds / tenth * tenth)
    }
}
