import FoundationEssentials
package import FumbleModel

/// A run's `verdict.json` as one run among several that are compared.
package struct VerdictRow: Sendable {
    package let experiment: String
    package let experimentHash: String
    package let build: String
    package let fleetKind: String
    package let operations: [String]
    package let seed: SeedVerdict
    /// Subsystems of which at some moment no server served, and in the end all did.
    package let restarted: [String]

    /// - Returns: nil: it is none, or it is damaged.
    package static func read(_ bytes: [UInt8]) -> VerdictRow? {
        guard let written = try? SeedRow.decoder().decode(Written.self, from: Data(bytes)) else {
            return nil
        }
        return written.row
    }

    private struct Written: Decodable {
        let experiment: String
        let experimentSha256: String
        let build: String
        let fleet: String
        let seed: SeedRow.SeedNumber
        let status: String
        let statusReason: String?
        let outcome: Outcome
        let headline: String
        let run: String
        let promises: [PromiseRow]
        let guards: [SeedRow.GuardRow]
        let recovery: RecoveryRow
        let findings: [FindingRow]
        let arms: [String: ArmRow]?

        struct ArmRow: Decodable {
            let capacity: [CapacityRow]?
        }

        struct CapacityRow: Decodable {
            let subsystem: String
            let full: Int
            let lowest: Int
            /// nil: an older fumble did not say.
            let last: Int?

            var isFullRestart: Bool { full > 0 && lowest == 0 && last == full }
        }

        struct PromiseRow: Decodable {
            let promise: String
            let subsystem: String?
            let result: String
        }

        struct FindingRow: Decodable {
            let path: String
            let outcome: Outcome
        }

        var row: VerdictRow? {
            let operations = (recovery.byOperation ?? [:]).keys.sorted()
            let broken = promises.filter { $0.result == "broken" }.map { row in
                row.subsystem.map { "\(row.promise) of \($0)" } ?? row.promise
            }
            guard let status = SeedRow.status(status, reason: statusReason) else { return nil }
            return VerdictRow(
                experiment: experiment, experimentHash: experimentSha256, build: build,
                fleetKind: fleet, operations: operations,
                seed: SeedVerdict(
                    seed: seed.value, status: status, outcome: outcome, headline: headline,
                    deviations: findings.filter { $0.outcome == .deviated }.map(\.path),
                    recovery: recovery.measures.recovery,
                    byOperation: operations.compactMap { name in
                        recovery.byOperation?[name].map {
                            OperationRecovery(operation: name, recovery: $0.measures.recovery)
                        }
                    }, events: 0, eventsHash: 0, folder: run, notAsked: [], varied: [],
                    promisesBroken: broken, guards: guards.map(\.seedGuard)),
                restarted: restarted)
        }

        /// In the arm that is the fleet's as configured: the guarded one, or the only one.
        private var restarted: [String] {
            let arm = arms?["guarded"] ?? (arms?.count == 1 ? arms?.values.first : nil)
            return (arm?.capacity ?? []).filter(\.isFullRestart).map(\.subsystem)
        }
    }
}
