import Foundation

/// What scripts may rely on in `--format json`, as far as these tests look at it.
struct VerdictJSON: Decodable {
    let schema: String
    let experiment: String
    let seed: UInt64
    let inputs: [String: String]
    let status: String
    let outcome: String
    let headline: String
    let run: String
    let recovery: Recovery
    let guards: [Guard]
    let arms: [String: Arm]
    let findings: [Finding]
    /// nil: its record is cut off.
    let eventsHash: String?

    struct Recovery: Decodable {
        let timeToFirstSuccessS: Double?
        let timeToRecoverS: Double?
        let lostRequests: Int
        let byOperation: [String: Operation]?
    }

    struct Operation: Decodable {
        let timeToFirstSuccessS: Double?
        let timeToRecoverS: Double?
        let lostRequests: Int
        let censored: Bool
    }

    struct Guard: Decodable {
        let `guard`: String
        let result: String?
        let falseStops: Int
    }

    struct Arm: Decodable {
        let recovery: Recovery
        let blind: [Blind]
        let acknowledgedWritesLost: Int
        let writes: Writes?
        let load: Load?
        let actionsLate: Spread?
    }

    struct Writes: Decodable {
        let acknowledged: Int
        let keys: Int
        let unread: Int
        let named: [Named]

        struct Named: Decodable {
            let key: String
            let found: String
        }
    }

    struct Load: Decodable {
        let keptSchedule: Bool
        let lateness: Spread
        let byOperation: [String: Asked]

        struct Asked: Decodable {
            let late: Int
            let latency: Spread
        }
    }

    struct Spread: Decodable {
        let count: Int
        let p50S: Double
        let p99S: Double
        let longestS: Double
    }

    struct Blind: Decodable {
        let subsystem: String
        let fromS: Double
        let untilS: Double?
    }

    struct Finding: Decodable {
        let path: String
        let at: String?
        let outcome: String
        let evidence: String
    }
}
