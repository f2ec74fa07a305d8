import FumbleModel

/// Capacity, goodput, errors and latency of one arm over time, with the faults shaded and the
/// milestones marked.
struct ArmCharts {
    private let arm: ArmVerdict
    private let course: ArmCourse
    private let scale: TimeScale

    init(_ arm: ArmVerdict, on scale: TimeScale) {
        self.arm = arm
        course = arm.course
        self.scale = scale
    }

    var capacity: [Markup] {
        arm.capacity.compactMap { course in
            self.course.names.subsystems.firstIndex(of: course.subsystem).map {
                lane(of: course, $0).markup
            }
        }
    }

    var clients: [Markup] {
        course.names.operations.indices.flatMap { place in
            [goodput(place), errors(place), latency(place)].compactMap { $0?.markup }
        }
    }

    // MARK: Capacity

    private func lane(of capacity: CapacityCourse, _ place: Int) -> Lane {
        let curve = curve(.lowest) { window in
            window.subsystems.indices.contains(place)
                ? Double(window.subsystems[place].lowest) : nil
        }
        let lowest = capacity.lowest.min() ?? capacity.full
        let minimum = capacity.minimum
        let note =
            "lowest \(PeopleNumber.grouped(lowest)) of \(PeopleNumber.grouped(capacity.full))"
            + (minimum > 0 ? ", minimum \(PeopleNumber.grouped(minimum))" : "")
        var plot = frame("capacity of \(capacity.subsystem): \(note)")
        let top = max(Double(capacity.full), curve.highest, 1)
        let y = { (value: Double) in Self.y(value, of: top) }
        for step in curve.steps where step.value < Double(minimum) {
            plot.rect(
                "below", x: scale.percent(step.from), width: scale.width(step.from, step.until),
                y: Self.headroom, height: Self.bottom - Self.headroom)
        }
        draw(curve, "", in: &plot, y)
        if minimum > 0 {
            plot.level("least", y: y(Double(minimum)))
            // Where the curve is far from it, its name is best read.
            let isLow = y(Double(minimum)) < Self.headroom + 14
            plot.text(
                "minimum", x: "100%", y: y(Double(minimum)) + (isLow ? 13 : -4), anchor: .end,
                kind: lowest < minimum ? "bad" : "soft", dx: -3)
        }
        label(PeopleNumber.grouped(top), in: &plot)
        hits(curve, in: &plot) { value in
            "\(PeopleNumber.grouped(value)) of \(capacity.full) serving"
                + (value < Double(minimum) ? ", below the minimum of \(minimum)" : "")
        }
        return Lane(title: capacity.subsystem, note: note, plot: plot, isChart: true)
    }

    // MARK: What clients see

    private func sample(_ window: WindowSample, _ place: Int) -> OperationSample? {
        window.operations.indices.contains(place) ? window.operations[place] : nil
    }

    private func goodput(_ place: Int) -> Lane {
        let answered = rate(.lowest, place, \.answered)
        let offered = rate(.highest, place, \.offered)
        let recovery =
            arm.byOperation.indices.contains(place) ? arm.byOperation[place].recovery : nil
        let note = recovery.map { "lowest \(PeopleNumber.percent($0.depth)) of the baseline" }
        let name = course.names.operations[place].uppercased()
        var plot = frame("goodput of \(name)" + (note.map { ": \($0)" } ?? ""))
        let top = max(offered.highest, answered.highest, 1e-9)
        let y = { (value: Double) in Self.y(value, of: top) }
        draw(answered, "", in: &plot, y)
        plot.stretched([
            .leaf(
                "path", ["class": "curve alt", "d": offered.paths(bottom: Self.bottom, y: y).line])
        ])
        label(Self.rate(top), in: &plot)
        let asked = offered.steps
        hits(answered, in: &plot) { value in
            "\(Self.rate(value)) answered in time"
                + (asked.count == 1 ? ", of \(Self.rate(asked[0].value)) asked" : "")
        }
        return Lane(title: "\(name) goodput", note: note, plot: plot, isChart: true)
    }

    /// Only where something was lost.
    private func errors(_ place: Int) -> Lane? {
        let lost = curve(.highest) { window in
            sample(window, place).flatMap { sample in
                sample.offered > 0
                    ? max(0, sample.offered - sample.answered) / sample.offered : nil
            }
        }
        guard lost.highest >= Self.leastShare else { return nil }
        let name = course.names.operations[place].uppercased()
        let requests =
            arm.byOperation.indices.contains(place)
            ? "\(PeopleNumber.grouped(arm.byOperation[place].recovery.lostRequests)) requests lost"
            : nil
        var plot = frame("errors of \(name)" + (requests.map { ": \($0)" } ?? ""))
        let top = max(lost.highest, 0.01)
        draw(lost, " error", in: &plot) { Self.y($0, of: top) }
        label(PeopleNumber.percent(top), in: &plot)
        hits(lost, in: &plot) { "\(PeopleNumber.percent($0)) not answered in time" }
        return Lane(title: "\(name) errors", note: requests, plot: plot, isChart: true)
    }

    /// Only where requests were measured one by one.
    private func latency(_ place: Int) -> Lane? {
        let p99 = curve(.highest) { sample($0, place)?.latency?.p99.seconds }
        let p50 = curve(.highest) { sample($0, place)?.latency?.p50.seconds }
        guard !p99.steps.isEmpty else { return nil }
        let name = course.names.operations[place].uppercased()
        let words = { (seconds: Double) in
            PeopleTime.text(TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded())))
        }
        let note = "highest p99 \(words(p99.highest))"
        var plot = frame("latency of \(name): \(note)")
        let top = max(p99.highest, 1e-6)
        let y = { (value: Double) in Self.y(value, of: top) }
        draw(p50, " alt", in: &plot, y)
        plot.stretched([
            .leaf("path", ["class": "curve third", "d": p99.paths(bottom: Self.bottom, y: y).line])
        ])
        label(words(top), in: &plot)
        hits(p99, in: &plot) { "p99 \(words($0))" }
        return Lane(title: "\(name) latency", note: note, plot: plot, isChart: true)
    }

    // MARK: Parts

    private func rate(
        _ worst: StepCurve.Worst, _ place: Int, _ value: KeyPath<OperationSample, Double>
    ) -> StepCurve {
        curve(worst) { window in
            sample(window, place).map { $0[keyPath: value] / max(window.length.seconds, 1e-6) }
        }
    }

    private func curve(
        _ worst: StepCurve.Worst, _ value: (WindowSample) -> Double?
    ) -> StepCurve {
        StepCurve(course.windows, on: scale, worst: worst, value)
    }

    /// The ground of a chart: faults shaded, milestones as lines.
    private func frame(_ label: String) -> Plot {
        var plot = Plot(height: Self.height, label: label)
        plot.rect("frame", x: "0", width: "100%")
        for deed in course.deeds where deed.kind == .fault {
            plot.rect(
                "fault", x: scale.percent(deed.from),
                width: scale.width(deed.from, deed.until ?? course.end, least: 0.004))
        }
        // Above them stands what the top of the chart is worth.
        for stone in course.milestones {
            plot.upright("stone", x: scale.percent(stone.at), top: Self.headroom)
        }
        plot.level("axis", y: Self.bottom)
        return plot
    }

    private func draw(
        _ curve: StepCurve, _ kind: String, in plot: inout Plot, _ y: (Double) -> Double
    ) {
        let paths = curve.paths(bottom: Self.bottom, y: y)
        plot.stretched([
            .leaf("path", ["class": "area" + kind, "d": paths.area]),
            .leaf("path", ["class": "curve" + kind, "d": paths.line]),
        ])
    }

    private func label(_ top: String, in plot: inout Plot) {
        plot.text(top, x: "0", y: 12, kind: "soft", dx: 3)
    }

    /// What is under the pointer, stretch by stretch.
    private func hits(_ curve: StepCurve, in plot: inout Plot, _ words: (Double) -> String) {
        for step in curve.steps {
            let windows =
                step.first == step.last
                ? "window \(step.first)" : "windows \(step.first) to \(step.last)"
            plot.rect(
                "hit", x: scale.percent(step.from), width: scale.width(step.from, step.until),
                title: "\(PeopleTime.stamp(step.from)) to \(PeopleTime.stamp(step.until)): "
                    + "\(words(step.value)) (\(windows))")
        }
    }

    private static func y(_ value: Double, of top: Double) -> Double {
        bottom - (bottom - headroom) * min(max(value / top, 0), 1)
    }

    private static func rate(_ value: Double) -> String {
        value >= 10 || value == 0
            ? "\(PeopleNumber.grouped(value))/s"
            : "\(PlainNumber.text((value * 100).rounded() / 100))/s"
    }

    private static let height = 74
    private static let headroom = 17.0
    private static let bottom = 72.0
    /// Below a ten-thousandth nothing would be seen.
    private static let leastShare = 0.0001
}
