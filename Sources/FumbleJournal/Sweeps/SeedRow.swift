import FoundationEssentials
import FumbleModel

/// One run of a sweep as a line of JSON has it: an element of `seeds` in `fumble.sweep/1`.
///
/// What an older line lacks is read as nothing of the kind.
struct SeedRow: Decodable {
    let seed: SeedNumber
    let status: String
    let statusReason: String?
    let outcome: Outcome
    let headline: String?
    let deviations: [String]?
    let deviatedAt: [String: String]?
    let notAsked: [String]?
    let run: String?
    let varied: [String: String]?
    let promisesBroken: [String]?
    let guards: [GuardRow]?
    let recovery: RecoveryRow
    let events: Int?
    let eventsHash: String?

    struct GuardRow: Decodable {
        let `guard`: String
        let falseStops: Int?
        let decidedInS: Double?

        var seedGuard: SeedGuard {
            SeedGuard(
                name: self.guard, falseStops: falseStops ?? 0,
                decidedIn: RecoveryRow.span(decidedInS))
        }
    }

    /// A seed; one too large for the numbers that readers of JSON have is written as text.
    struct SeedNumber: Decodable {
        let value: UInt64

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(UInt64.self) {
                value = number
                return
            }
            let text = try container.decode(String.self)
            guard let number = UInt64(text) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "`\(text)` is no seed")
            }
            value = number
        }
    }

    /// - Parameter header: the sweep that it is of.
    func verdict(of header: SweepHeader) -> SeedVerdict? {
        guard let status = Self.status(status, reason: statusReason) else { return nil }
        let operations = header.operations.compactMap { name in
            recovery.byOperation?[name].map {
                OperationRecovery(operation: name, recovery: $0.measures.recovery)
            }
        }
        return SeedVerdict(
            seed: seed.value, status: status, outcome: outcome, headline: headline ?? "",
            deviations: deviations ?? [], recovery: recovery.measures.recovery,
            byOperation: operations, events: events ?? 0,
            eventsHash: eventsHash.flatMap(Hexadecimal.value) ?? 0, folder: run,
            notAsked: notAsked ?? [],
            varied: header.varied.compactMap { input in
                varied?[input.name].map { Plan.Input(name: input.name, value: $0) }
            }, promisesBroken: promisesBroken ?? [],
            guards: (guards ?? []).map(\.seedGuard),
            places: (deviatedAt ?? [:]).compactMapValues(SourcePosition.init))
    }

    /// - Returns: nil: there is no such status.
    static func status(_ word: String, reason: String?) -> RunStatus? {
        switch word {
        case "completed": .completed
        case "stopped": .stopped(reason: reason ?? "")
        case "interrupted": .interrupted(signal: reason ?? "")
        case "failed": .failed(reason: reason ?? "")
        default: nil
        }
    }

    static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}

/// The measures of a recovery, of all operations together and of each.
struct RecoveryRow: Decodable {
    let measures: Measures
    let byOperation: [String: Operation]?

    struct Operation: Decodable {
        let measures: Measures

        init(from decoder: any Decoder) throws { measures = try Measures(from: decoder) }
    }

    private enum Keys: String, CodingKey { case byOperation }

    init(from decoder: any Decoder) throws {
        measures = try Measures(from: decoder)
        byOperation = try decoder.container(keyedBy: Keys.self)
            .decodeIfPresent([String: Operation].self, forKey: .byOperation)
    }

    /// Times in seconds.
    struct Measures: Decodable {
        let injectedAtS: Double?
        let revertedAtS: Double?
        let timeToSymptomS: Double?
        let timeToDetectS: Double?
        let undetected: Bool?
        let timeToRespondS: Double?
        let timeToFirstSuccessS: Double?
        let timeToRecoverS: Double?
        let timeToHealS: Double?
        let rodeThrough: Bool?
        let lostRequests: Double?
        let depth: Double?
        let censored: Bool?
        let observedForS: Double?
        let notRecoveredBeforeS: Double?
        let relapses: Int?

        var recovery: Recovery {
            Recovery(
                injected: RecoveryRow.instant(injectedAtS),
                reverted: RecoveryRow.instant(revertedAtS),
                timeToSymptom: RecoveryRow.span(timeToSymptomS),
                timeToDetect: RecoveryRow.span(timeToDetectS), isUndetected: undetected ?? false,
                timeToRespond: RecoveryRow.span(timeToRespondS),
                timeToFirstSuccess: RecoveryRow.span(timeToFirstSuccessS),
                timeToRecover: RecoveryRow.span(timeToRecoverS),
                timeToHeal: RecoveryRow.span(timeToHealS), rodeThrough: rodeThrough ?? false,
                lostRequests: lostRequests ?? 0, depth: depth ?? 1, isCensored: censored ?? false,
                observedFor: RecoveryRow.span(observedForS) ?? .zero,
                unrecoveredFor: RecoveryRow.span(notRecoveredBeforeS), relapses: relapses ?? 0)
        }
    }

    /// Whole microseconds; nil: there is none, or it is beyond what a run can be.
    static func span(_ seconds: Double?) -> TimeSpan? {
        guard let seconds, let whole = Int64(exactly: (seconds * 1_000_000).rounded()) else {
            return nil
        }
        return TimeSpan(microseconds: whole)
    }

    private static func instant(_ seconds: Double?) -> Instant? {
        span(seconds).map { Instant(microseconds: $0.microseconds) }
    }
}
