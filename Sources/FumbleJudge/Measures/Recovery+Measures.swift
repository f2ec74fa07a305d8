import FumbleModel

extension Recovery {
    /// One operation's measures.
    ///
    /// The alarm and the response are the arm's; an operation that was not disturbed had nothing to
    /// detect and nothing to respond to. It rode through when it stood recovered at the last revert;
    /// what the revert itself then did counts as a relapse.
    init(of course: OperationCourse, in record: ArmRecord) {
        let isDisturbed = course.symptom != nil
        let injected = record.injected
        func since(_ instant: Instant?) -> TimeSpan? {
            guard let injected, let instant else { return nil }
            return instant - injected
        }
        let rodeThrough = record.reverted.map { reverted in
            course.recoveries.contains { $0.at < reverted && ($0.leftBy ?? reverted) >= reverted }
        }
        let heal: TimeSpan? =
            if let reverted = record.reverted, let recovered = course.recovered,
                rodeThrough == false
            { recovered - reverted } else { nil }
        self.init(
            injected: injected, reverted: record.reverted,
            timeToSymptom: since(course.symptom),
            timeToDetect: isDisturbed ? since(record.detected) : nil,
            isUndetected: isDisturbed && record.detected == nil,
            timeToRespond: isDisturbed ? since(record.responded) : nil,
            timeToFirstSuccess: since(course.firstSuccess), timeToRecover: since(course.recovered),
            timeToHeal: heal, rodeThrough: rodeThrough ?? false,
            lostRequests: course.lostRequests, depth: course.depth,
            isCensored: isDisturbed && course.recovered == nil, observedFor: record.observedFor,
            unrecoveredFor: course.recovered == nil ? course.notRecoveredBefore(record) : nil,
            relapses: course.relapses)
    }

    /// All operations together: the earliest symptom, and of everything else the worst.
    ///
    /// Recovered when the last disturbed operation is; first success when every operation that fell
    /// to zero has had one; rode through when every disturbed operation did. Lost requests add up,
    /// the lowest depth and the most relapses of one operation speak.
    init(over operations: [(course: OperationCourse, recovery: Recovery)], in record: ArmRecord) {
        let disturbed = operations.map(\.recovery).filter(\.isDisturbed)
        let isCensored = disturbed.contains { $0.isCensored }
        let zero = operations.filter(\.course.fellToZero).map(\.recovery.timeToFirstSuccess)
        self.init(
            injected: record.injected, reverted: record.reverted,
            timeToSymptom: disturbed.compactMap(\.timeToSymptom).min(),
            timeToDetect: Self.time(record.detected, since: record.injected),
            isUndetected: !disturbed.isEmpty && record.detected == nil,
            timeToRespond: Self.time(record.responded, since: record.injected),
            timeToFirstSuccess: zero.contains(nil) ? nil : zero.compactMap { $0 }.max(),
            timeToRecover: isCensored ? nil : disturbed.compactMap(\.timeToRecover).max(),
            timeToHeal: isCensored ? nil : disturbed.compactMap(\.timeToHeal).max(),
            rodeThrough: !disturbed.isEmpty && disturbed.allSatisfy(\.rodeThrough),
            lostRequests: operations.reduce(0) { $0 + $1.recovery.lostRequests },
            depth: operations.map(\.recovery.depth).min() ?? 1, isCensored: isCensored,
            observedFor: record.observedFor,
            unrecoveredFor: disturbed.filter(\.isCensored).map(\.unrecoveredFor).max(),
            relapses: operations.map(\.recovery.relapses).max() ?? 0)
    }

    private static func time(_ instant: Instant?, since injected: Instant?) -> TimeSpan? {
        guard let instant, let injected else { return nil }
        return instant - injected
    }
}
