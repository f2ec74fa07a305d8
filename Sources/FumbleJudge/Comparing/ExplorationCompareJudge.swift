package import FumbleModel

/// Compares what two explorations of one meant line showed: escapes by their ids, false stops, attempts at
/// the guards' boundary, and what harm is to be expected.
///
/// No chance is in it: an exploration comes out the same each time. What is not known is how people mistype,
/// so that a gate fails only if expected harm has grown by more than it bears in every measured profile.
package struct ExplorationCompareJudge {
    private let gates: [ExplorationGate]
    private let known: KnownList

    package init(gates: [ExplorationGate], known: [KnownDeviation], today: CalendarDay) {
        self.gates = gates
        self.known = KnownList(entries: known, today: today)
    }

    /// - Throws: where the two do not explore the same line.
    package func judge(
        _ base: ExplorationSummary, _ head: ExplorationSummary
    ) throws(NotComparable) -> Comparison {
        guard base.meant == head.meant else {
            throw NotComparable(
                "\(base.name) is about `\(base.meant)`, and \(head.name) about `\(head.meant)`")
        }
        let metrics = ExplorationGate.Quantity.allCases.map { metric($0, base, head) }
        let failing = metrics.filter { $0.decision == .fails }.map { metric in
            Regression(kind: .gate, subject: metric.name, runs: [], text: words(metric))
        }
        let found = (escapes(base, head) + holes(base, head) + falseStops(base, head) + failing)
            .map { regression in
                regression.known != nil
                    ? regression
                    : regression.with(
                        known: known.bearing(regression, of: head.header.experiment))
            }
        let counting = found.filter { $0.known == nil }
        let undecided = metrics.contains { $0.decision == .undecided }
        return Comparison(
            base: side(base), head: side(head), pairs: nil,
            outcome: !counting.isEmpty ? .deviated : undecided ? .inconclusive : .confirmed,
            headline: headline(counting, metrics), regressions: found, metrics: metrics,
            notes: notes(base, head, found), isOfExplorations: true)
    }

    /// Lines that get through now, or do more harm than they did.
    private func escapes(
        _ base: ExplorationSummary, _ head: ExplorationSummary
    ) -> [Regression] {
        head.escapes.compactMap { escape in
            let text: String
            if let before = base.escapes.first(where: { $0.id == escape.id }) {
                guard let more = more(escape, than: before) else { return nil }
                text = "`\(escape.line)` gets through as before, and \(more)"
            } else {
                let harm =
                    escape.headline.hasSuffix(".")
                    ? escape.headline.dropLast() : escape.headline[...]
                text = "`\(escape.line)` gets through, and did not before (\(harm))"
            }
            let bears = escape.acceptance.flatMap { known.today <= $0.until ? $0 : nil }
            return Regression(
                kind: .escape, subject: escape.id, runs: [], text: text, known: bears)
        }
    }

    /// Up to this share of the requests that were lost before, and up to so many, more are none.
    private static let (noise, fewest) = (0.01, 100.0)

    /// nil: it does no more harm than before.
    private func more(
        _ now: ExplorationSummary.Escape, than before: ExplorationSummary.Escape
    ) -> String? {
        if now.outage > before.outage {
            return "brings \(Words.time(now.outage)) of outage instead of "
                + Words.time(before.outage)
        }
        guard now.outage == before.outage,
            now.lostRequests - before.lostRequests
                > max(before.lostRequests * Self.noise, Self.fewest)
        else { return nil }
        return "loses \(Words.number(now.lostRequests)) requests instead of "
            + Words.number(before.lostRequests)
    }

    private func holes(_ base: ExplorationSummary, _ head: ExplorationSummary) -> [Regression] {
        let before = Set(base.holes.map(\.name))
        return head.holes.filter { !before.contains($0.name) }.map { hole in
            Regression(
                kind: .probe, subject: hole.name, runs: [],
                text: "at the boundary something gets through, and did not before: \(hole.finding)")
        }
    }

    private func falseStops(
        _ base: ExplorationSummary, _ head: ExplorationSummary
    ) -> [Regression] {
        head.guards.compactMap { now in
            let before = base.guards.first { $0.name == now.name }
            var what: [String] = []
            if now.stopsMeant, before?.stopsMeant != true { what.append("what was meant") }
            let repairs = now.repairs - (before?.repairs ?? 0)
            if repairs > 0 { what.append(repairs == 1 ? "a repair" : "\(repairs) repairs") }
            let harmless = now.harmless - (before?.harmless ?? 0)
            if harmless > 0 { what.append("\(harmless) harmless lines more") }
            guard !what.isEmpty else { return nil }
            return Regression(
                kind: .falseStop, subject: now.name, runs: [],
                text: "\(now.name) stops \(Words.list(what)), and did not before")
        }
    }

    private func metric(
        _ quantity: ExplorationGate.Quantity, _ base: ExplorationSummary,
        _ head: ExplorationSummary
    ) -> MetricComparison {
        let (old, new) = (quantity.value(of: base), quantity.value(of: head))
        let ratios = TypingProfile.allCases.map { profile in
            old[profile] > 0 ? new[profile] / old[profile] : new[profile] > 0 ? nil : 1
        }
        let gate = gates.first { $0.quantity == quantity }
        let decision: MetricComparison.Decision
        if let gate {
            let limit = 1 + gate.bearable.fraction
            let over = ratios.count { $0.map { $0 > limit } ?? true }
            decision = over == 0 ? .passes : over == ratios.count ? .fails : .undecided
        } else {
            decision = .notGated
        }
        return MetricComparison(
            name: quantity.rawValue, unit: quantity.unit, base: old[.usual], head: new[.usual],
            count: 1, ratio: ratios[TypingProfile.usual.place], interval: nil, test: nil,
            gate: gate?.bearable, decision: decision)
    }

    private func words(_ metric: MetricComparison) -> String {
        let gate = metric.gate.map { "the gate of \(Words.percent($0.fraction))" } ?? "its gate"
        let what = metric.name.split(separator: "-").joined(separator: " ")
        guard let ratio = metric.ratio else { return "\(what) is new: fails \(gate)" }
        let number = ComparedPercent.number(ratio - 1, beside: metric.gate?.fraction)
        return "\(what) is \(PlainNumber.text(number))% more, by every profile of typing more than "
            + "it bears: fails \(gate)"
    }

    private func headline(_ counting: [Regression], _ metrics: [MetricComparison]) -> String {
        if let first = counting.first {
            let more = counting.count - 1
            return (first.kind == .gate ? first.text : "\(first.text): fails")
                + (more == 0 ? "" : "; and \(more) more")
        }
        if metrics.contains(where: { $0.decision == .undecided }) {
            return "more harm is to be expected by some profiles of typing, and not by others"
        }
        return "nothing gets through that did not before, and nothing more is stopped"
    }

    private func notes(
        _ base: ExplorationSummary, _ head: ExplorationSummary, _ found: [Regression]
    ) -> [String] {
        let now = Set(head.escapes.map(\.id))
        var notes = base.escapes.filter { !now.contains($0.id) }.map {
            "no longer gets through: `\($0.line)` (\($0.id))"
        }
        let holes = Set(head.holes.map(\.name))
        notes += base.holes.filter { !holes.contains($0.name) }.map {
            "no longer gets through at the boundary: \($0.name)"
        }
        let names = Set(head.guards.map(\.name))
        notes += base.guards.filter { !names.contains($0.name) }.map { "without \($0.name) now" }
        if base.header.seed != head.header.seed {
            notes.append(
                "two seeds: \(base.header.seed) and \(head.header.seed) draw other servers")
        }
        return notes + known.notes(on: found, of: head.header.experiment)
    }

    private func side(_ summary: ExplorationSummary) -> ComparedSide {
        ComparedSide(
            name: summary.name, experiment: summary.header.experiment,
            experimentHash: summary.header.experimentHash, build: summary.header.build,
            runs: summary.runs)
    }
}

/// How much more of what is to be expected of a thousand commands is borne with: `expected-outage:5%`.
package struct ExplorationGate: Sendable, Hashable {
    package let quantity: Quantity
    package let bearable: Share

    package init(quantity: Quantity, bearable: Share) {
        self.quantity = quantity
        self.bearable = bearable
    }

    package enum Quantity: String, Sendable, Hashable, CaseIterable {
        case outage = "expected-outage"
        case lostRequests = "expected-lost-requests"

        var unit: MetricComparison.Unit {
            switch self {
            case .outage: .seconds
            case .lostRequests: .requests
            }
        }

        /// In its unit, of a thousand commands.
        func value(of summary: ExplorationSummary) -> Chance {
            switch self {
            case .outage: summary.outage * TimeSpan.minutes(1).seconds
            case .lostRequests: summary.lostRequests
            }
        }
    }
}
