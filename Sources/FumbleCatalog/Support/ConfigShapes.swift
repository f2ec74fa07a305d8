package import FumbleDocument
package import FumbleModel

/// How files write configurations, access, routes and doors; faults and verbs write them alike.
package enum ConfigShapes {
    /// What a configuration makes of servers: `refuse`, `crash`, `fail-to-start`, `{slow: 4x}`.
    ///
    /// - Parameter others: words for what a fault would not inject, such as `nothing`.
    package static func makes(
        orElse others: [(String, ConfigEffect)] = []
    ) -> Shape<ConfigEffect> {
        .anyOf([
            .oneOf(
                [
                    ("refuse", ConfigEffect.refuse), ("crash", .crash),
                    ("fail-to-start", .failToStart),
                ] + others),
            .record(
                Record(
                    "makes", summary: "What a configuration makes of servers, with a number.",
                    .required(
                        "slow", Shape<Double>.factor.within(1...1_000_000).changing,
                        "times as long as each request took")
                ) { ConfigEffect.slow($0) }),
        ])
    }

    package static let harmless: [(String, ConfigEffect)] = [("nothing", .good)]

    package static let canary = Shape.record(
        Record(
            "canary", summary: "The servers that get a configuration first.",
            .required(
                "count", Shape<ServerAmount>.serverAmount,
                "how many, or which share of all that get it, rounded up"),
            .required(
                "for", Shape<TimeSpan>.duration(in: .seconds(1)...longestWait),
                "how long the others wait")
        ) { Canary(count: $0, wait: $1) })

    /// A share that is not nothing.
    package static let someShare = Shape<Share>.share(in: Share(partsPerMillion: 1) ... .whole)

    package static let by = Field<[Located<String>]>.required(
        "by", .listOrOne(of: Shape<String>.name.located),
        "whom: `clients`, `operators`, or subsystems that need it")

    package static let share = Field<Share>.defaulted(
        "share", someShare, to: .whole, written: "100%",
        "of clients the share of attempts; others are refused all they ask")

    package static let withdrawn = Field<Share>.defaulted(
        "share", someShare, to: .whole, written: "100%", "the share of clients that is cut off")

    package static let operators = Field<Bool>.defaulted(
        "operators", .oneOf([("reachable", false), ("cut-off", true)]), to: false,
        written: "reachable",
        "whether people can reach the control plane meanwhile, and see alarms")

    /// The names of subsystems among those that are refused.
    package static func subsystems(of by: [Located<String>]) -> [Located<String>] {
        by.filter { $0.value != Asker.clientsWord && $0.value != Asker.operatorsWord }
    }

    private static let longestWait = TimeSpan.years(1)
}
