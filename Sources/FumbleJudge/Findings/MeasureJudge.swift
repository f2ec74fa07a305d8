import FumbleModel

/// Holds a measure of the recovery against the range that was expected of it.
struct MeasureJudge {
    let evidence: Evidence

    /// - Parameter operation: nil: all together.
    func answer(
        _ measure: Expectation.Measure, of operation: OperationID?, in range: Expectation.Range
    ) -> Evidence.Answer {
        let recovery =
            operation.map { evidence.main.verdict.byOperation[$0.index].recovery }
            ?? evidence.main.verdict.recovery
        let name = operation.map { evidence.plan.fleet[$0].name } ?? "all operations"
        let expected = "expected \(range.words { written($0, measure) })"
        let about = "\(name), \(measure.rawValue.replacingDashes)"
        switch known(value(of: measure, recovery, operation)) {
        case .known(let value):
            return Evidence.Answer(
                range.contains(value) ? .confirmed : .deviated,
                "\(about): \(written(value, measure, beside: range)), \(expected)")
        case .never(let why):
            return Evidence.Answer(
                range.contains(.infinity) ? .confirmed : .deviated, "\(about): \(why), \(expected)")
        case .notNeeded(let why):
            return Evidence.Answer(
                range.contains(0) ? .confirmed : .deviated, "\(about): \(why), \(expected)")
        case .moreThan(let span):
            return Evidence.Answer(
                outcome(ofMoreThan: span.seconds, in: range),
                "\(about): more than \(Words.time(span)), \(expected)")
        case .unknown(let why):
            return Evidence.Answer(.inconclusive, "\(about): \(why), \(expected)")
        }
    }

    /// What had not come when an arm ended before its time might have come.
    private func known(_ value: Value) -> Value {
        guard evidence.main.isCut else { return value }
        return switch value {
        case .never, .notNeeded: .unknown(CutOff.words)
        case .known, .moreThan, .unknown: value
        }
    }

    private enum Value {
        case known(Double)
        /// It did not come, and will not.
        case never(String)
        /// Nothing had to be waited for: as good as at once.
        case notNeeded(String)
        case moreThan(TimeSpan)
        case unknown(String)
    }

    /// Censored: past the upper bound already is a deviation, past an only lower bound is what was
    /// expected, and else nobody can say.
    private func outcome(ofMoreThan seconds: Double, in range: Expectation.Range) -> Outcome {
        if let atMost = range.atMost { return seconds > atMost ? .deviated : .inconclusive }
        return seconds >= range.atLeast ?? 0 ? .confirmed : .inconclusive
    }

    private func value(
        of measure: Expectation.Measure, _ recovery: Recovery, _ operation: OperationID?
    ) -> Value {
        switch measure {
        case .lostRequests: return .known(recovery.lostRequests)
        case .depth: return .known(recovery.depth)
        case .relapses: return .known(Double(recovery.relapses))
        default: break
        }
        if !recovery.isDisturbed, lacksData(operation) {
            return .unknown("too few requests in some windows to say")
        }
        switch measure {
        case .timeToSymptom: return known(recovery.timeToSymptom) ?? .never("no symptom")
        case .timeToDetect:
            return known(recovery.timeToDetect)
                ?? absent(recovery, "undetected", "nothing to detect")
        case .timeToRespond:
            return known(recovery.timeToRespond)
                ?? absent(recovery, "nobody responded", "nothing to respond to")
        case .timeToFirstSuccess: return firstSuccess(recovery, operation)
        case .timeToHeal where recovery.isDisturbed: return heal(recovery, operation)
        default:
            if let time = known(recovery.timeToRecover) { return time }
            return recovery.isDisturbed
                ? .moreThan(unrecovered(operation)) : .notNeeded("undisturbed")
        }
    }

    private func known(_ span: TimeSpan?) -> Value? { span.map { .known($0.seconds) } }

    private func absent(_ recovery: Recovery, _ never: String, _ needless: String) -> Value {
        recovery.isDisturbed ? .never(never) : .unknown(needless)
    }

    private func firstSuccess(_ recovery: Recovery, _ operation: OperationID?) -> Value {
        if let time = known(recovery.timeToFirstSuccess) { return time }
        return courses(of: operation).contains { $0.fellToZero }
            ? .moreThan(recovery.observedFor) : .notNeeded("goodput never fell to zero")
    }

    private func heal(_ recovery: Recovery, _ operation: OperationID?) -> Value {
        if let time = known(recovery.timeToHeal) { return time }
        guard let reverted = recovery.reverted, let injected = recovery.injected else {
            return .unknown("nothing was reverted")
        }
        if recovery.rodeThrough { return .notNeeded("rode through") }
        let lasted = reverted - injected
        return .moreThan(max(.zero, unrecovered(operation) - lasted))
    }

    /// The time before which the last of the operations surely had not recovered.
    private func unrecovered(_ operation: OperationID?) -> TimeSpan {
        courses(of: operation).filter { $0.symptom != nil && $0.recovered == nil }
            .map { $0.notRecoveredBefore(evidence.main.record) }.max()
            ?? evidence.main.record.observedFor
    }

    private func lacksData(_ operation: OperationID?) -> Bool {
        courses(of: operation).contains { $0.windowsWithoutData > 0 }
    }

    private func courses(of operation: OperationID?) -> [OperationCourse] {
        operation.map { [evidence.main.courses[$0.index]] } ?? evidence.main.courses
    }

    /// With its exact value where it would else read as a bound that it is not.
    private func written(
        _ value: Double, _ measure: Expectation.Measure, beside range: Expectation.Range
    ) -> String {
        let text = written(value, measure)
        let bounds = [range.atLeast, range.atMost].compactMap { $0 }
        guard let bound = bounds.first(where: { $0 != value && written($0, measure) == text })
        else { return text }
        switch measure {
        case .lostRequests, .relapses: return PlainNumber.text(value)
        case .depth: return Words.percent(value, apartFrom: bound)
        default: return "\(text) (\(PlainNumber.text(value)) s)"
        }
    }

    private func written(_ value: Double, _ measure: Expectation.Measure) -> String {
        switch measure {
        case .lostRequests, .relapses: Words.number(value)
        case .depth: Words.percent(value)
        default: Words.time(TimeSpan(microseconds: Int64(value * 1_000_000)))
        }
    }
}

extension String {
    /// `time-to-recover` as words.
    fileprivate var replacingDashes: String { split(separator: "-").joined(separator: " ") }
}
