import FumbleModel

/// What only a page shows of a sweep: how each milestone is distributed over the seeds, of each
/// operation, and of each setting of what is varied.
struct SweepPictures {
    private let sweep: SweepVerdict

    init(_ sweep: SweepVerdict) {
        self.sweep = sweep
    }

    /// nil: no run had a milestone.
    var figure: Figure? {
        let groups = self.groups
        guard !groups.isEmpty else { return nil }
        let shown = fitting(groups)
        let lanes = shown.reduce(0) { $0 + $1.lanes.count }
        let most = max(min(Self.mostPoints, Self.mostOfAll / max(lanes, 1)), Self.fewestPoints)
        let isThinned = shown.contains { group in
            group.lanes.contains {
                SpreadLane($0.spread, on: group.scale, atMost: most).isThinned
            }
        }
        let left = groups.reduce(0) { $0 + $1.lanes.count } - lanes
        let told = Self.order.filter { milestone in shown.contains { $0.milestone == milestone } }
        let rest = Array(told.dropFirst(Self.mostOpen))
        var parts = [legend(isThinned: isThinned, leftOut: left)]
        parts += told.prefix(Self.mostOpen).flatMap { markup($0, shown, atMost: most) }
        if !rest.isEmpty {
            let words = rest.map(\.words).joined(separator: ", ")
            parts.append(
                HTMLPage.more(
                    "the other milestones: \(words)",
                    rest.flatMap { markup($0, shown, atMost: most) }))
        }
        return Figure(Markup(parts), words: "")
    }

    /// One milestone of one operation: its lanes share an axis.
    private struct Group {
        let milestone: Milestone
        let operation: String
        let lanes: [(title: String, spread: MilestoneSpread)]
        let scale: ValueScale

        init(
            _ milestone: Milestone, of operation: String,
            _ lanes: [(title: String, spread: MilestoneSpread)]
        ) {
            self.milestone = milestone
            self.operation = operation
            self.lanes = lanes
            let runs = lanes.flatMap(\.spread.runs)
            scale = ValueScale(
                known: runs.filter { !$0.isCensored }.map(\.time),
                beyond: runs.filter(\.isCensored).map(\.time), .seconds, lead: SpreadLane.lead)
        }
    }

    private var groups: [Group] {
        Self.order.flatMap { milestone in
            sweep.byOperation.compactMap { operation in
                let lanes =
                    sweep.settings.isEmpty
                    ? [lane(of: operation.spread, milestone, operation.operation)]
                    : sweep.settings.map { setting in
                        let own = setting.byOperation.first {
                            $0.operation == operation.operation
                        }
                        return own.flatMap {
                            lane(
                                of: $0.spread, milestone,
                                "\(operation.operation), \(SweepWords.setting(setting.varied))")
                        }
                    }
                let found = lanes.compactMap { $0 }
                return found.isEmpty ? nil : Group(milestone, of: operation.operation, found)
            }
        }
    }

    private func lane(
        of spread: RecoverySpread, _ milestone: Milestone, _ title: String
    ) -> (title: String, spread: MilestoneSpread)? {
        spread.milestones.first { $0.milestone == milestone }
            .flatMap { $0.runs.isEmpty ? nil : (title, $0) }
    }

    /// As many lanes as a page that can be sent has room for: the first milestones, the first settings.
    private func fitting(_ groups: [Group]) -> [Group] {
        var room = Self.mostLanes
        return groups.compactMap { group in
            let lanes = Array(group.lanes.prefix(min(room, Self.mostLanesOfGroup)))
            room -= lanes.count
            return lanes.isEmpty ? nil : Group(group.milestone, of: group.operation, lanes)
        }
    }

    private func markup(
        _ milestone: Milestone, _ groups: [Group], atMost most: Int
    ) -> [Markup] {
        let own = groups.filter { $0.milestone == milestone }
        let parts = own.map { group in
            let scale = group.scale
            let lanes = group.lanes.map { lane in
                SpreadLane(lane.spread, on: scale, atMost: most).lane(lane.title).markup
            }
            let axis = Lane.axis(scale.axis, label: "\(milestone.words) of \(group.operation)")
            return Markup.tag("div", ["class": "lanes"], lanes + [axis])
        }
        let words = milestone.words
        return [.tag("h3", [:], words.prefix(1).uppercased() + words.dropFirst())] + parts
    }

    private func legend(isThinned: Bool, leftOut: Int) -> Markup {
        let isCensored = sweep.byOperation.contains { operation in
            operation.spread.milestones.contains { $0.censored > 0 }
        }
        let sentences = [
            "● a run: how long it took, and the share of runs that had come so far by then.",
            "◇ median, with its 95 % interval by ranks as a bar and in brackets; □ p90; ▽ p99.",
            isCensored
                ? "▷ at the right, in the hatched part: it had not come to it when it ended, and would "
                    + "have taken longer (Kaplan and Meier)." : nil,
            isThinned
                ? "There are more runs than points: those that are drawn lie evenly by rank; curves, "
                    + "marks and counts are of all." : nil,
            leftOut > 0
                ? "\(PeopleNumber.count(leftOut, "drawing")) more would not fit; the tables and "
                    + "`--format csv` have all." : nil,
        ]
        return .tag(
            "p", ["class": "soft"], sentences.compactMap { $0 }.joined(separator: " "))
    }

    /// What is asked for most, first.
    private static let order: [Milestone] = [
        .recover, .firstSuccess, .detect, .respond, .symptom, .heal,
    ]
    /// Milestones that need no click.
    private static let mostOpen = 2
    private static let mostLanes = 36
    private static let mostLanesOfGroup = 12
    private static let mostPoints = 60
    private static let fewestPoints = 12
    private static let mostOfAll = 1_200
}
