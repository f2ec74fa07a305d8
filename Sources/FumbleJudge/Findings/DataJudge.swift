import FumbleModel

/// Holds what was expected of deleted data against what the main arm showed.
struct DataJudge {
    let evidence: Evidence

    private var data: [DataVerdict] { evidence.main.verdict.data }

    /// How much younger than its copy what is lost may be; what was not restored is as old as it is.
    func age(in range: Expectation.Range) -> Evidence.Answer {
        let wanted = "expected " + range.words { Words.time(.microseconds($0)) }
        if let answer = unsettled(range, wanted) { return answer }
        let oldest = data.compactMap { one -> TimeSpan? in
            if case .young(let age, _) = one.lost { age } else { nil }
        }.max()
        guard let oldest else {
            return Evidence.Answer(
                range.contains(0) ? .confirmed : .deviated, "no data was deleted, \(wanted)")
        }
        return Evidence.Answer(
            range.contains(oldest.seconds) ? .confirmed : .deviated,
            "\(Words.time(oldest)) of writes were lost, \(wanted)")
    }

    func objects(in range: Expectation.Range) -> Evidence.Answer {
        let wanted = "expected " + range.words { PlainNumber.text($0) }
        if let restoring = restoring { return Evidence.Answer(.inconclusive, restoring) }
        var sum: Int64 = 0
        for one in data {
            guard let lost = one.objectsLost else {
                return Evidence.Answer(
                    .inconclusive,
                    "nobody knows how many objects of \(one.subsystem) were lost: its state declares "
                        + "neither writes nor growth")
            }
            sum += lost
        }
        return Evidence.Answer(
            range.contains(Double(sum)) ? .confirmed : .deviated,
            "\(sum) objects were lost, \(wanted)")
    }

    private func unsettled(
        _ range: Expectation.Range, _ wanted: String
    ) -> Evidence.Answer? {
        if let gone = data.first(where: { $0.lost == .all }) {
            return Evidence.Answer(
                range.atMost == nil ? .confirmed : .deviated,
                "what was deleted of \(gone.subsystem) was never restored, \(wanted)")
        }
        return restoring.map { Evidence.Answer(.inconclusive, $0) }
    }

    private var restoring: String? {
        data.first { $0.lost == .undecided }.map {
            "\($0.subsystem) was still being restored at the end"
        }
    }
}

extension TimeSpan {
    fileprivate static func microseconds(_ seconds: Double) -> TimeSpan {
        TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded()))
    }
}
