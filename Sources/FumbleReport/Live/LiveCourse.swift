package import FumbleModel

/// What is known of a run while it goes on, as far as a terminal shows it.
package struct LiveCourse: Sendable {
    private let names: FleetNames
    private let minimums: [Int]
    private let full: [Int]
    private let horizon: TimeSpan
    private let title: String
    private var arms: [LiveArm] = []

    package init(_ plan: Plan, topology: Topology, fleetKind: String, seed: UInt64) {
        names = FleetNames(plan.fleet)
        full = plan.fleet.subsystems.indices.map { topology.capacity(of: SubsystemID($0)) }
        minimums = zip(plan.fleet.subsystems, full).map { $0.minimum.resolved(of: $1) }
        horizon = plan.horizon
        title = "\(plan.experiment), \(fleetKind), seed \(seed)"
    }

    private struct LiveArm {
        let arm: Arm
        var phase = RunPhase.preflight
        var now = Instant.start
        var window: WindowSample?
        /// How it stood in the last window, roughly: a line is told only when that changes.
        var standing: [Int] = []
        /// What a guard answered last.
        var answer: String?
        /// What was told of already, so that a thousand like batches are one line.
        var told: [String] = []
        var isOver = false
    }

    /// - Returns: the event as a line, if it is worth one by itself.
    package mutating func take(_ event: RunEvent, in arm: Arm) -> String? {
        let place = place(of: arm)
        arms[place].now = max(arms[place].now, event.at)
        if case .phase(let phase) = event.what {
            arms[place].phase = phase
            if phase == .rollback { arms[place].isOver = true }
        }
        guard let text = LiveWords(names).text(of: event.what) else { return nil }
        if case .decided(let answer) = event.what {
            let key = "\(answer.command) \(answer.name) \(text)"
            guard !arms[place].told.contains(key) else { return nil }
            arms[place].told.append(key)
            arms[place].answer = text
        }
        return "\(arm.rawValue), \(PeopleTime.stamp(event.at)): \(VisibleText.plain(text))"
    }

    /// - Returns: capacity against minimum and goodput as a line, where one of them is otherwise than it
    ///   was: all of it serves, some, or less than the minimum; nearly all is answered, some, or nothing.
    package mutating func take(_ window: WindowSample, in arm: Arm) -> String? {
        let place = place(of: arm)
        let standing = standing(in: window)
        let isNew = arms[place].standing != standing
        arms[place].now = max(arms[place].now, window.end)
        arms[place].window = window
        arms[place].standing = standing
        guard isNew, !standing.isEmpty else { return nil }
        let capacity = order(arms[place]).prefix(Self.mostSubsystems).map { subsystem in
            let minimum = minimums[subsystem] > 0 ? " (minimum \(minimums[subsystem]))" : ""
            return "\(names.subsystems[subsystem]) \(window.subsystems[subsystem].serving) of "
                + "\(full[subsystem])\(minimum)"
        }
        let parts = [capacity.joined(separator: ", "), answered(window).joined(separator: ", ")]
        return "\(arm.rawValue), \(PeopleTime.stamp(window.end)): "
            + VisibleText.plain(parts.filter { !$0.isEmpty }.joined(separator: "; "))
    }

    /// In which third of its range each of what is shown is.
    private func standing(in window: WindowSample) -> [Int] {
        let capacity = window.subsystems.indices.filter { $0 < full.count }.map { place in
            let serving = window.subsystems[place].serving
            return serving < minimums[place] ? 0 : serving < full[place] ? 1 : 2
        }
        let goodput = window.operations.map { sample in
            guard sample.offered > 0 else { return 2 }
            let share = sample.answered / sample.offered
            return share >= 0.95 ? 2 : share > 0.05 ? 1 : 0
        }
        return capacity + goodput
    }

    /// `get 100%`.
    private func answered(_ window: WindowSample) -> [String] {
        window.operations.enumerated().map { place, sample in
            let share =
                sample.offered > 0 ? PeopleNumber.percent(sample.answered / sample.offered) : "-"
            return "\(names[OperationID(place)]) \(share)"
        }
    }

    private mutating func place(of arm: Arm) -> Int {
        if let place = arms.firstIndex(where: { $0.arm == arm }) { return place }
        arms.append(LiveArm(arm: arm))
        return arms.count - 1
    }

    // MARK: As a block

    /// The state now, as lines of at most `width` columns: each arm under way in full while there is
    /// only one, else each in two lines.
    package func block(width: Int, color: Bool) -> [String] {
        let running = arms.filter { !$0.isOver }
        var lines = [TextLine(title, .bold)]
        for arm in running {
            lines.append(clock(of: arm))
            let subsystems = order(arm).prefix(running.count == 1 ? Self.mostSubsystems : 1)
            lines += subsystems.map { capacity($0, of: arm) }
            lines.append(clients(of: arm))
            if let answer = arm.answer { lines.append(TextLine("  \(answer)")) }
        }
        return lines.map { line in
            line.columns <= width
                ? line.rendered(color: color)
                : VisibleText.cut(line.rendered(color: false), to: width)
        }
    }

    private func clock(of arm: LiveArm) -> TextLine {
        var line = TextLine("  \(arm.arm.rawValue)")
        line.pad(to: Self.column)
        line.add(
            "\(arm.phase.rawValue), \(PeopleTime.stamp(arm.now)) of \(PeopleTime.text(horizon))")
        return line
    }

    /// Those that are nearest to their minimum, or furthest below it, first.
    private func order(_ arm: LiveArm) -> [Int] {
        guard let window = arm.window else { return [] }
        let shares = window.subsystems.indices.filter { $0 < full.count && full[$0] > 0 }.map {
            (
                place: $0,
                share: Double(window.subsystems[$0].serving - minimums[$0]) / Double(full[$0])
            )
        }
        return shares.sorted { ($0.share, $0.place) < ($1.share, $1.place) }.map(\.place)
    }

    private func capacity(_ place: Int, of arm: LiveArm) -> TextLine {
        let serving = arm.window?.subsystems[place].serving ?? 0
        let isBelow = serving < minimums[place]
        let filled = min(Self.bar * serving / max(full[place], 1), Self.bar)
        var line = TextLine("  ")
        line.add(VisibleText.cut(VisibleText.plain(names.subsystems[place]), to: Self.column - 3))
        line.pad(to: Self.column)
        line.add(String(repeating: "█", count: filled), isBelow ? .red : .green)
        line.add(String(repeating: "░", count: Self.bar - filled), .faint)
        line.add("  \(serving) of \(full[place])")
        if minimums[place] > 0 {
            line.add(
                isBelow
                    ? ", below its minimum of \(minimums[place])" : ", minimum \(minimums[place])",
                isBelow ? .red : .plain)
        }
        return line
    }

    private func clients(of arm: LiveArm) -> TextLine {
        var line = TextLine("  goodput")
        line.pad(to: Self.column)
        let parts = arm.window.map(answered) ?? []
        line.add(parts.isEmpty ? "no window yet" : parts.joined(separator: ", "))
        return line
    }

    private static let column = 14
    private static let bar = 20
    private static let mostSubsystems = 6
}
