package import FumbleModel

/// What the probes of a boundary found, for people: what got through first.
package enum ProbeTelling {
    package static func lines(_ results: [ProbeResult]) -> [String] {
        let holes = results.filter(\.isHole)
        let stops = results.filter { $0.outcome == .falseStop }
        let kept = results.filter { $0.outcome == .asExpected }
        let idle = results.filter { $0.outcome == .notApplicable }
        return section("got through", holes) + section("stopped, and should not be", stops)
            + section("as it should be", kept) + nothing(idle, of: results)
            + (idle.count < results.count
                ? ["\(results.count - idle.count) probes: \(holes.count) got through"] : [])
    }

    /// What there was nothing to try of, and why, each reason once.
    private static func nothing(_ idle: [ProbeResult], of all: [ProbeResult]) -> [String] {
        let reasons = ProbeGroups.idle(idle)
        guard idle.count == all.count, reasons.count == 1 else {
            return reasons.isEmpty
                ? [] : ["nothing to try:"] + reasons.map { "  \($0.names): \($0.why)" }
        }
        return ["nothing to try: \(reasons[0].why)"]
    }

    private static func section(_ title: String, _ results: [ProbeResult]) -> [String] {
        guard !results.isEmpty else { return [] }
        return ["\(title):"]
            + ProbeGroups(results).groups.flatMap { result -> [String] in
                let reasons = result.known.map { "      known: \($0)" }
                let unknown = result.isHole && result.known.isEmpty
                return ["  \(result.finding)"] + reasons
                    + (unknown ? ["      no guard of this line says that it knows of this"] : [])
            }
    }
}
