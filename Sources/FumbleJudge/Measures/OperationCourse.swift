import FumbleModel

/// How one operation fared since `injected`: when it left its tolerance, and when it came back.
///
/// It has recovered at the start of the first window from which all are in tolerance for `settle`; a
/// shorter spell in tolerance is part of the disturbance. Leaving tolerance after that is a relapse,
/// and the next recovery takes the place of the one before. A window without data ends a spell, but
/// neither begins a disturbance nor undoes a recovery.
struct OperationCourse {
    /// The start of the first window out of tolerance, never before `injected`; nil: undisturbed.
    let symptom: Instant?
    /// The last recovery; nil: undisturbed, or not recovered by the end.
    let recovered: Instant?
    /// Every recovery, with the end of the window that left tolerance again.
    let recoveries: [Recovered]
    let relapses: Int
    /// The start of a spell in tolerance at the end for which `settle` did not fit.
    let unsettledSince: Instant?
    /// Whether any goodput was left in every window since `injected`.
    let fellToZero: Bool
    /// The start of the first window with an answer after goodput fell to zero.
    let firstSuccess: Instant?
    let lostRequests: Double
    /// The lowest goodput of a window since `injected`, as a share of the baseline.
    let depth: Double
    let windowsWithoutData: Int

    struct Recovered {
        let at: Instant
        var leftBy: Instant?
    }

    init(of tolerance: OperationTolerance, in record: ArmRecord, settle: TimeSpan) {
        let windows = record.wholeWindows
        let injected = record.injected ?? record.end
        let first = windows.firstIndex { $0.end > injected } ?? windows.endIndex
        let readings = tolerance.readings(of: windows)

        var spells = Spells(settle: settle)
        for index in first..<windows.endIndex { spells.add(readings[index], of: windows[index]) }
        symptom = spells.symptom.map { max($0, injected) }
        recoveries = spells.recoveries
        recovered = spells.recoveries.last.flatMap { $0.leftBy == nil ? $0.at : nil }
        relapses = spells.recoveries.count { $0.leftBy != nil }
        unsettledSince = recovered == nil ? spells.since : nil
        windowsWithoutData = readings[first...].count { $0 == .noData }

        let goodput = Goodput(of: tolerance.operation, in: record, whole: windows, since: first)
        fellToZero = goodput.fellToZero
        firstSuccess = goodput.firstSuccess
        lostRequests = record.injected == nil ? 0 : goodput.lost
        depth = record.injected == nil ? 1 : goodput.depth
    }

    /// The time before which it surely had not recovered, since `injected`.
    func notRecoveredBefore(_ record: ArmRecord) -> TimeSpan {
        guard let injected = record.injected, let unsettledSince else { return record.observedFor }
        return unsettledSince - injected
    }
}

/// Spells in and out of tolerance, as the windows come.
private struct Spells {
    let settle: TimeSpan
    private(set) var symptom: Instant?
    private(set) var recoveries: [OperationCourse.Recovered] = []
    /// The start of the spell in tolerance that is under way.
    private(set) var since: Instant?

    init(settle: TimeSpan) { self.settle = settle }

    mutating func add(_ reading: OperationTolerance.Reading, of window: WindowSample) {
        switch reading {
        case .within:
            guard symptom != nil else { return }
            let start = since ?? window.start
            since = start
            if !isRecovered, window.end - start >= settle {
                recoveries.append(OperationCourse.Recovered(at: start, leftBy: nil))
            }
        case .outside:
            if symptom == nil { symptom = window.start }
            if isRecovered { recoveries[recoveries.count - 1].leftBy = window.end }
            since = nil
        case .noData:
            since = nil
        }
    }

    private var isRecovered: Bool {
        guard let last = recoveries.last else { return false }
        return last.leftBy == nil
    }
}
