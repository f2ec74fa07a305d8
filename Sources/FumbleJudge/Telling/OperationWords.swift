import FumbleModel

/// What clients felt in one arm, operation by operation, as the headline tells it.
struct OperationWords {
    private let disturbed: [(name: String, recovery: Recovery, fellToZero: Bool)]

    init(_ arm: JudgedArm) {
        disturbed = zip(arm.verdict.byOperation, arm.courses)
            .filter { $0.0.recovery.isDisturbed }
            .map { ($0.0.operation.uppercased(), $0.0.recovery, $0.1.fellToZero) }
    }

    var isUndisturbed: Bool { disturbed.isEmpty }

    /// For the arm that did not happen, short: `GET down 169 min, PUT whole after 257 min`.
    var brief: String {
        if disturbed.count == 1 { return sentences }
        return disturbed.indices.map { place in
            if place == lastToRecover { return whole(place) }
            return (disturbed[place].recovery.isCensored ? nil : down(place)) ?? length(place)
        }.joined(separator: ", ")
    }

    /// For the arm that did: `GET down 169 min, whole after 221 min. PUT whole after 257 min`.
    var sentences: String {
        disturbed.indices.map { place in
            if disturbed.count > 1, place == lastToRecover { return whole(place) }
            guard let down = down(place) else { return length(place) }
            let whole = ending(disturbed[place].recovery)
            return down + ", " + whole
        }.joined(separator: ". ")
    }

    /// The place of the operation that was whole last; a censored one is later than any.
    private var lastToRecover: Int? {
        disturbed.indices.max { left, right in
            (time(left), left) < (time(right), right)
        }
    }

    private func time(_ place: Int) -> Int64 {
        disturbed[place].recovery.timeToRecover?.microseconds ?? .max
    }

    /// nil: goodput never fell to zero, or nothing was answered after.
    private func down(_ place: Int) -> String? {
        guard disturbed[place].fellToZero,
            let time = disturbed[place].recovery.timeToFirstSuccess
        else { return nil }
        return "\(disturbed[place].name) down \(Words.time(time))"
    }

    private func length(_ place: Int) -> String {
        let recovery = disturbed[place].recovery
        guard let recovered = recovery.timeToRecover, let symptom = recovery.timeToSymptom else {
            return whole(place)
        }
        return "\(disturbed[place].name) below tolerance for \(Words.time(recovered - symptom))"
    }

    private func whole(_ place: Int) -> String {
        "\(disturbed[place].name) \(ending(disturbed[place].recovery))"
    }

    private func ending(_ recovery: Recovery) -> String {
        if let time = recovery.timeToRecover { return "whole after \(Words.time(time))" }
        return "not whole after \(Words.time(recovery.unrecoveredFor))"
    }
}
