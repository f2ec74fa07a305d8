import FoundationEssentials
package import FumbleModel

/// An exploration as one JSON document: `fumble.exploration/1`, as `fumble explore --format json` prints it.
package enum ExplorationDocument {
    private static let schema = "fumble.exploration/"
    private static let version = 1

    /// Whether some bytes say that they are an exploration, of whatever version.
    package static func isOne(_ bytes: [UInt8]) -> Bool {
        SweepDocument.schema(of: bytes)?.hasPrefix(schema) ?? false
    }

    /// - Parameter path: for messages.
    package static func read(
        _ bytes: [UInt8], path: String
    ) throws(JournalError) -> ExplorationSummary {
        let written = SweepDocument.schema(of: bytes) ?? ""
        if let number = Int(written.dropFirst(schema.count)), number > version {
            throw JournalError(
                .newer, path: path,
                cause:
                    "it is written as \(written), and this fumble reads up to \(schema)\(version)")
        }
        do {
            return try SeedRow.decoder().decode(Written.self, from: Data(bytes)).summary(path)
        } catch {
            throw JournalError(
                .notRead, path: path, cause: "it is damaged: \(SweepDocument.words(error))")
        }
    }

    private struct Written: Decodable {
        let experiment: String
        let experimentSha256: String
        let build: String
        let fleet: String
        let seed: SeedRow.SeedNumber
        let meant: String
        let counts: [String: Int]
        let escapes: [EscapeRow]
        let guards: [GuardRow]
        let probes: [ProbeRow]?
        let expected: Expected

        func summary(_ name: String) -> ExplorationSummary {
            ExplorationSummary(
                name: name,
                header: RunHeader(
                    id: "explore", experiment: experiment, experimentHash: experimentSha256,
                    fleetKind: fleet, seed: seed.value, build: build, inputs: []),
                meant: meant, runs: counts["runs"] ?? 0, escapes: escapes.map(\.escape),
                guards: guards.map(\.stops),
                holes: (probes ?? []).filter {
                    $0.outcome == ProbeResult.Outcome.gotThrough.rawValue
                }
                .map { ExplorationSummary.Hole(name: $0.name, finding: $0.finding) },
                outage: Self.chance(expected.outageMinPer1000),
                lostRequests: Self.chance(expected.lostRequestsPer1000))
        }

        private static func chance(_ profiles: [String: Double]) -> Chance {
            var values = SIMD4<Double>.zero
            for profile in TypingProfile.allCases {
                values[profile.place] = profiles[profile.rawValue] ?? 0
            }
            return Chance(values)
        }
    }

    private struct Expected: Decodable {
        let outageMinPer1000: [String: Double]
        let lostRequestsPer1000: [String: Double]
    }

    private struct EscapeRow: Decodable {
        let id: String
        let effect: String
        let harm: HarmRow
        let typed: LineRow?
        let acceptance: AcceptanceRow?

        struct HarmRow: Decodable {
            let outageS: Double
            let lostRequests: Double?
            let headline: String
        }

        struct LineRow: Decodable { let line: String }

        struct AcceptanceRow: Decodable {
            let owner: String
            let until: String
            let because: String?
        }

        var escape: ExplorationSummary.Escape {
            ExplorationSummary.Escape(
                id: id, line: typed?.line ?? effect,
                outage: RecoveryRow.span(harm.outageS) ?? .zero,
                lostRequests: harm.lostRequests ?? 0, headline: harm.headline,
                acceptance: acceptance.flatMap { row in
                    CalendarDay(row.until).map {
                        KnownDeviation(
                            deviation: "\(Regression.Kind.escape.rawValue) \(id)",
                            experiment: nil, owner: row.owner, until: $0, because: row.because)
                    }
                })
        }
    }

    private struct GuardRow: Decodable {
        let `guard`: String
        let falseStops: FalseStops

        struct FalseStops: Decodable {
            let meant: Bool
            let harmless: Int
            let repairs: Int
        }

        var stops: ExplorationSummary.Stops {
            ExplorationSummary.Stops(
                name: self.guard, stopsMeant: falseStops.meant, harmless: falseStops.harmless,
                repairs: falseStops.repairs)
        }
    }

    private struct ProbeRow: Decodable {
        let probe: String
        let `guard`: String?
        let outcome: String
        let finding: String

        var name: String { self.guard.map { "\(probe) (\($0))" } ?? probe }
    }
}
