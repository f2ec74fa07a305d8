/// What of an exploration can be told apart from an earlier one: what gets through, what is stopped that
/// should not be, and what is to be expected.
package struct ExplorationSummary: Sendable, Hashable {
    /// The file, for messages.
    package let name: String
    package let header: RunHeader
    package let meant: String
    /// Runs that it took.
    package let runs: Int
    package let escapes: [Escape]
    package let guards: [Stops]
    /// Attempts at the boundary of the guards that got through, by name.
    package let holes: [Hole]
    /// Of a thousand commands: minutes of outage, and requests lost.
    package let outage: Chance
    package let lostRequests: Chance

    package init(
        name: String, header: RunHeader, meant: String, runs: Int, escapes: [Escape],
        guards: [Stops], holes: [Hole], outage: Chance, lostRequests: Chance
    ) {
        self.name = name
        self.header = header
        self.meant = meant
        self.runs = runs
        self.escapes = escapes
        self.guards = guards
        self.holes = holes
        self.outage = outage
        self.lostRequests = lostRequests
    }

    /// A harmful line that gets through.
    package struct Escape: Sendable, Hashable {
        /// The same in every exploration of the same meant line.
        package let id: String
        package let line: String
        package let outage: TimeSpan
        package let lostRequests: Double
        package let headline: String
        /// Who lives with it, by the experiment's own file; nil: nobody.
        package let acceptance: KnownDeviation?

        package init(
            id: String, line: String, outage: TimeSpan, lostRequests: Double, headline: String,
            acceptance: KnownDeviation?
        ) {
            self.id = id
            self.line = line
            self.outage = outage
            self.lostRequests = lostRequests
            self.headline = headline
            self.acceptance = acceptance
        }
    }

    /// What one guard stops that it should let through.
    package struct Stops: Sendable, Hashable {
        package let name: String
        package let stopsMeant: Bool
        /// Lines that do no more harm than the meant one, and repairs.
        package let harmless: Int
        package let repairs: Int

        package init(name: String, stopsMeant: Bool, harmless: Int, repairs: Int) {
            self.name = name
            self.stopsMeant = stopsMeant
            self.harmless = harmless
            self.repairs = repairs
        }
    }

    /// An attempt at the boundary that took a subsystem below its minimum.
    package struct Hole: Sendable, Hashable {
        package let name: String
        package let finding: String

        package init(name: String, finding: String) {
            self.name = name
            self.finding = finding
        }
    }
}
