import FumbleModel

/// What a promise came to, in a sentence with its numbers.
struct PromiseWords {
    let fleet: FleetSpec
    let topology: Topology

    /// `kept: index was at 100 of 100 at worst, minimum 70` or what broke first, and how many more.
    func sentence(for results: [PromiseResult]) -> String {
        let broken = results.filter { !$0.isKept }
        if let first = Self.first(of: broken) {
            let more = broken.count > 1 ? " (and \(broken.count - 1) more)" : ""
            return breach(first) + more
        }
        guard let nearest = results.min(by: { distance($0) < distance($1) }) else {
            return "it is about nothing in this fleet"
        }
        return "kept: \(subject(nearest)) at worst \(level(nearest)), \(bound(nearest))"
    }

    /// `index fell to 56 of 100, minimum 70, at 5m 0s for 216 min`.
    func breach(_ result: PromiseResult) -> String {
        var text = short(result)
        if let at = result.brokenAt {
            text += ", at \(Words.instant(at))"
            if result.brokenFor > .zero { text += " for \(Words.time(result.brokenFor))" }
        }
        return text
    }

    /// `index fell to 56 of 100, minimum 70`.
    func short(_ result: PromiseResult) -> String {
        let verb = isFloor(result) ? "fell to" : "reached"
        return "\(subject(result)) \(verb) \(level(result)), \(bound(result))"
    }

    /// The result that broke first.
    static func first(of broken: [PromiseResult]) -> PromiseResult? {
        broken.min { ($0.brokenAt ?? .start) < ($1.brokenAt ?? .start) }
    }

    private func subject(_ result: PromiseResult) -> String {
        let name = result.subsystem ?? result.operation ?? result.promise
        return switch result.unit {
        case .servers: name
        case .goodput: "goodput of \(name)"
        case .data: "data of \(name)"
        }
    }

    private func level(_ result: PromiseResult) -> String {
        if let fraction = result.fraction(of: result.worst) {
            let isLimit = result.worst == result.limit
            return Words.percent(
                fraction, apartFrom: isLimit ? nil : result.fraction(of: result.limit))
        }
        guard let subsystem = result.subsystem.flatMap(fleet.subsystem(named:)) else {
            return Words.servers(result.worst)
        }
        return "\(result.worst) of \(topology.capacity(of: subsystem))"
    }

    private func bound(_ result: PromiseResult) -> String {
        let limit =
            result.fraction(of: result.limit).map(Words.percent) ?? "\(result.limit)"
        return (isFloor(result) ? "minimum " : "at most ") + limit
    }

    /// Whether the limit is one from below: kept at or above it, broken below it.
    private func isFloor(_ result: PromiseResult) -> Bool {
        result.isKept ? result.worst >= result.limit : result.worst < result.limit
    }

    private func distance(_ result: PromiseResult) -> Int { abs(result.worst - result.limit) }
}
