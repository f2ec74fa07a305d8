import FumbleModel

/// Results of probes with those told once that differ only in the guard that failed, or in how.
struct ProbeGroups {
    /// In the order of their first.
    let groups: [Group]

    struct Group {
        let outcome: ProbeResult.Outcome
        /// What was found, in one line.
        let finding: String
        let known: [String]
        let isHole: Bool
    }

    init(_ results: [ProbeResult]) {
        var failures: [Failure] = []
        var groups: [(at: Int, group: Group)] = []
        for (at, result) in results.enumerated() {
            guard let failure = Failure(result, at: at) else {
                groups.append(
                    (
                        at,
                        Group(
                            outcome: result.outcome, finding: result.finding, known: result.known,
                            isHole: result.isHole)
                    ))
                continue
            }
            failures.append(failure)
        }
        let byGuard = Self.merged(failures, where: { $0.guards == $1.guards }) { one, other in
            one.ways += other.ways
        }
        let all = Self.merged(byGuard, where: { $0.ways == $1.ways }) { one, other in
            one.guards += other.guards
        }
        groups += all.map { ($0.at, $0.group) }
        self.groups = groups.sorted { $0.at < $1.at }.map(\.group)
    }

    /// Those that came to the same, and fit, as one.
    private static func merged(
        _ failures: [Failure], where fits: (Failure, Failure) -> Bool,
        _ merge: (inout Failure, Failure) -> Void
    ) -> [Failure] {
        var merged: [Failure] = []
        for failure in failures {
            let place = merged.firstIndex {
                $0.outcome == failure.outcome && $0.rest == failure.rest && fits($0, failure)
            }
            if let place {
                merge(&merged[place], failure)
                merged[place].known += failure.known.filter { !merged[place].known.contains($0) }
            } else {
                merged.append(failure)
            }
        }
        return merged
    }

    /// Guards that failed, in which ways, and what came of each of these.
    private struct Failure {
        let at: Int
        let outcome: ProbeResult.Outcome
        var guards: [String]
        var ways: [String]
        /// The finding from behind the guard and the way on.
        let rest: String
        var known: [String]
        let isHole: Bool

        /// nil: it is no probe of a guard that fails.
        init?(_ result: ProbeResult, at place: Int) {
            guard let name = result.guardName, let way = Self.ways[result.kind] else { return nil }
            let lead = "`\(name)` \(way)"
            guard result.finding.hasPrefix(lead) else { return nil }
            at = place
            outcome = result.outcome
            guards = [name]
            ways = [way]
            rest = String(result.finding.dropFirst(lead.count))
            known = result.known
            isHole = result.isHole
        }

        private static let ways: [ProbeKind: String] = [
            .guardSlow: "slow", .guardDead: "dead", .guardNonsense: "answering nonsense",
        ]

        var group: Group {
            let names = guards.map { "`\($0)`" }
            let who =
                names.count > 1
                ? "each by itself of \(ProbeGroups.list(names, "and"))" : names.joined()
            return Group(
                outcome: outcome, finding: "\(who) \(ProbeGroups.list(ways, "or"))\(rest)",
                known: known, isHole: isHole)
        }
    }

    fileprivate static func list(_ parts: [String], _ word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}

extension ProbeGroups {
    /// The probes of one outcome by name: `guard slow, dead or answering nonsense (each of 15 guards)`.
    static func names(_ results: [ProbeResult]) -> [String] {
        var named: [(kinds: [ProbeKind], guards: [String])] = []
        for kind in ProbeKind.allCases {
            let found = results.filter { $0.kind == kind }
            guard !found.isEmpty else { continue }
            let guards = found.compactMap(\.guardName)
            if !guards.isEmpty, named.last?.guards == guards {
                named[named.count - 1].kinds.append(kind)
            } else {
                named.append(([kind], guards))
            }
        }
        return named.map { kinds, guards in
            let words = kinds.enumerated().map { place, kind in
                place == 0 ? kind.rawValue : String(kind.rawValue.trimmingPrefix("guard "))
            }
            let who = guards.count > mostNamed ? "each of \(guards.count)" : list(guards, "and")
            return list(words, "or") + (guards.isEmpty ? "" : " (\(who))")
        }
    }

    /// The probes of which there was nothing to try, by the reason.
    static func idle(_ results: [ProbeResult]) -> [(names: String, why: String)] {
        var reasons: [(kinds: [ProbeKind], why: String)] = []
        for result in results where result.outcome == .notApplicable {
            let why = String(result.finding.trimmingPrefix("\(result.kind.rawValue): "))
            if let place = reasons.firstIndex(where: { $0.why == why }) {
                reasons[place].kinds.append(result.kind)
            } else {
                reasons.append(([result.kind], why))
            }
        }
        return reasons.map { (list($0.kinds.map(\.rawValue), "and"), $0.why) }
    }

    private static let mostNamed = 4
}
