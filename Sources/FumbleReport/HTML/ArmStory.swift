import FumbleModel

/// One arm told in full: what was done on a time axis, what it did to capacity and to clients, what the
/// recovery was made of, and the same in words.
struct ArmStory {
    private let arm: ArmVerdict
    private let scale: TimeScale
    private let id: String
    private let traffic: TrafficGrain

    init(_ arm: ArmVerdict, traffic: TrafficGrain, id: String) {
        self.arm = arm
        self.traffic = traffic
        self.id = id
        scale = TimeScale(from: .start, until: arm.course.end)
    }

    var markup: [Markup] {
        guard !arm.course.windows.isEmpty || !arm.course.events.isEmpty else { return [story] }
        let deeds = DeedLanes(arm, on: scale)
        let lanes = deeds.markup + [Lane.axis(scale)]
        let charts = ArmCharts(arm, on: scale)
        var parts = [
            Markup.tag("div", ["class": "lanes"], lanes), deeds.phaseKey,
            MilestoneKey(arm.course).markup,
        ]
        let pictures =
            titled("Capacity against minimum", charts.capacity)
            + titled("What clients saw", charts.clients) + [untimed]
        if arm.isQuiet {
            parts.append(
                .tag(
                    "p", ["class": "soft"],
                    arm.cutAt == nil
                        ? "Every subsystem stayed full, and no operation was disturbed."
                        : "Until it was cut off every subsystem was full, and no operation disturbed."
                ))
            parts.append(HTMLPage.more("its charts", pictures))
        } else {
            parts += pictures
        }
        if let waterfall = Waterfall(arm) {
            parts += [
                .tag("h3", [:], "What the recovery was made of"),
                .tag(
                    "p", ["class": "soft"],
                    "Time since the first harm. Servers start in waves, so stages may overlap."),
                waterfall.markup,
            ]
        }
        return parts + [.tag("h3", [:], "In words"), story]
    }

    private func titled(_ title: String, _ lanes: [Markup]) -> [Markup] {
        guard !lanes.isEmpty else { return [] }
        return [
            .tag("h3", [:], title), .tag("div", ["class": "lanes"], lanes + [Lane.axis(scale)]),
        ]
    }

    /// Why there is no latency.
    private var untimed: Markup {
        let isMeasured = arm.course.windows.contains { window in
            window.operations.contains { $0.latency != nil }
        }
        guard !isMeasured, traffic == .flow, !arm.course.names.operations.isEmpty else {
            return .nothing
        }
        return .tag(
            "p", ["class": "soft"],
            "No latency: clients are rates here, not single requests (`traffic: requests` simulates each)."
        )
    }

    private var story: Markup {
        let entries = arm.timeline.filter { $0.weight > .aside }
        guard !entries.isEmpty else { return .tag("p", ["class": "soft"], "Nothing happened.") }
        return .tag("ol", ["class": "story"], entries.map(line))
    }

    private func line(_ entry: TimelineEntry) -> Markup {
        let stamp = PeopleTime.stamp(entry.at)
        let time: Markup =
            switch entry.trace {
            case .event(let place):
                .tag("a", ["href": "#\(id)-e\(place)", "title": "event \(place)"], stamp)
            case .window(let place): .tag("span", ["title": "window \(place)"], stamp)
            case nil: Markup(stamp)
            }
        return .tag(
            "li", [:],
            [
                .tag("time", [:], [time]),
                .tag("span", ["class": entry.weight == .turn ? "turn" : nil], entry.text),
            ])
    }
}

extension ArmVerdict {
    /// Nothing of it was lost, and nobody noticed anything.
    fileprivate var isQuiet: Bool {
        !recovery.isDisturbed && capacity.allSatisfy { CapacityShape($0).isFullThroughout }
    }
}
