import FumbleModel

/// The windows of a run as rows; numbers are as they were measured, times in seconds.
struct RunSamples {
    let table: SampleTable

    /// The columns that all runs have; `window` is the place by which reports name it.
    static let common = ["experiment", "seed", "arm", "window", "start_s", "length_s"]

    init(_ verdict: Verdict) {
        let arms = verdict.arms.isEmpty ? [verdict.main] : verdict.arms
        let names = arms.first?.course.names
        let asked = (names?.operations ?? []).flatMap { name in
            ["offered", "answered", "attempts", "latency_p50_s", "latency_p99_s"]
                .map { "\(name).\($0)" }
        }
        let capacity = (names?.subsystems ?? []).flatMap { ["\($0).serving", "\($0).lowest"] }
        let queued = (names?.dependents ?? []).map { "\($0).queued" }
        let header = [verdict.header.experiment, "\(verdict.header.seed)"]
        table = SampleTable(
            columns: Self.common + asked + capacity + queued,
            rows: arms.flatMap { arm in
                arm.course.windows.enumerated().map { place, window in
                    header + [arm.arm.rawValue, "\(place)"] + Self.cells(of: window)
                }
            })
    }

    private static func cells(of window: WindowSample) -> [String] {
        var cells = [seconds(window.start.sinceStart), seconds(window.length)]
        for sample in window.operations {
            cells += [sample.offered, sample.answered, sample.attempts].map(PlainNumber.text)
            cells.append(sample.latency.map { seconds($0.p50) } ?? "")
            cells.append(sample.latency.map { seconds($0.p99) } ?? "")
        }
        for sample in window.subsystems { cells += ["\(sample.serving)", "\(sample.lowest)"] }
        cells += window.queued.map(PlainNumber.text)
        return cells
    }

    private static func seconds(_ span: TimeSpan) -> String { PlainNumber.text(span.seconds) }
}
