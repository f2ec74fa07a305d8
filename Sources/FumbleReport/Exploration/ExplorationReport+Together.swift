import FumbleModel

/// The guards as a set: what is to be expected, what could be left out, and whether repairs get through.
extension ExplorationReport {
    var together: OverviewSection {
        let profile = exploration.profile
        let (with, without) = (exploration.expected, exploration.unguarded)
        var fields: [OverviewSection.Field] = [
            .init(
                "expected",
                "\(Self.range(with.minutes, profile)) min more of outage in 1,000 commands, and "
                    + "\(Self.range(without.minutes, profile)) without guards"),
            .init(
                "requests lost",
                "\(Self.range(with.lostRequests, profile)) more in 1,000 commands, and "
                    + "\(Self.range(without.lostRequests, profile)) without guards"),
        ]
        if with.pairMinutes[profile] > 0 {
            fields.append(
                .init(
                    "two slips",
                    "\(Self.range(with.pairMinutes, profile, error: with.pairError)) min more, "
                        + "reckoned from those drawn"))
        }
        fields += [.init("redundancy", redundancy), .init("smallest set", smallest)]
        fields += exploration.repairs.map(field)
        if exploration.repairs.isEmpty {
            fields.append(.init("repair", "no repair line to try", .faint))
        }
        fields += exploration.unused.map {
            .init("accepted", unused($0.escape), .open)
        }
        return OverviewSection("All guards together", [.fields(fields)])
    }

    private func unused(_ id: String) -> String {
        exploration.requests.contains { $0.id == id }
            ? "\(id) does not get through any more"
            : "\(id) is no line's id here: is it mistyped, or gone with what it was about?"
    }

    private var redundancy: String {
        let stopped = exploration.redundancy
        let together = stopped.together > 0 ? ", \(stopped.together) only together" : ""
        return "of what they stop, \(stopped.byOne) by one guard alone, \(stopped.bySeveral) by "
            + "more than one" + together
    }

    private var smallest: String {
        let names = exploration.names(of: exploration.smallest)
        // What does the line is no guard that could be left out.
        if names == [ToolTrial.name], exploration.guards.last?.stops == 0 {
            return "no guard at all: \(ToolTrial.name) does the line, and stops nothing"
        }
        if names.isEmpty { return "no guard at all lets through no more" }
        return names.joined(separator: ", ")
            + (names.count == 1 ? " alone lets" : " let") + " through no more than all"
    }

    private func field(of repair: ExploredRepair) -> OverviewSection.Field {
        let stoppers = exploration.names(of: repair.stoppedBy)
        let said =
            repair.refusal.map { "comes to nothing: \($0)" }
            ?? (stoppers.isEmpty
                ? "no guard stops it" : "stopped by \(stoppers.joined(separator: " and "))")
        let from =
            repair.isMade
            ? "made up, as the shortest of `\(repair.from)`" : "as \(repair.from) types it"
        return .init(
            "repair", "\(repair.line) (\(from)): \(said)", stoppers.isEmpty ? .plain : .bad)
    }

    /// `3.2 (2.9 to 3.6)`: by the profile that was asked for, and the least and the most by any.
    ///
    /// - Parameter error: the standard error of what is reckoned from a sample: two of them more on both
    ///   sides hold 95 % of what other samples would say.
    static func range(
        _ value: Chance, _ profile: TypingProfile, error: Double = 0
    ) -> String {
        let all = TypingProfile.allCases.map { value[$0] }
        let usual = short(value[profile])
        guard let least = all.min().map({ max(0, $0 - 2 * error) }),
            let most = all.max().map({ $0 + 2 * error }),
            short(least) != usual || short(most) != usual
        else { return usual }
        return "\(usual) (\(short(least)) to \(short(most)))"
    }

    /// Three digits of it, and `365 million`.
    static func short(_ value: Double) -> String {
        if value == 0 { return "0" }
        if value >= 1_000_000 { return short(value / 1_000_000) + Wrapping.bond + "million" }
        if value >= 100 { return PeopleNumber.grouped(value) }
        var scale = 1.0
        while (value * scale).magnitude < 100, scale < 1_000_000 { scale *= 10 }
        return PlainNumber.text((value * scale).rounded() / scale)
    }
}
