/// What came of a line: how long the fleet and its clients suffered, and what is gone.
package struct Harm: Sendable, Hashable {
    /// How long some subsystem was below its minimum, in whole windows.
    package let belowMinimum: TimeSpan
    /// Until clients' goodput was in tolerance for good; of what had not recovered, all that was seen.
    package let disturbed: TimeSpan
    /// It had not recovered when the run ended.
    package let isCensored: Bool
    package let lostRequests: Double
    /// Objects and acknowledged writes that are gone for good.
    package let lostData: Int64
    /// From the line to the end of the run.
    package let observed: TimeSpan
    /// In one line.
    package let headline: String
    /// Servers acted on.
    package let servers: Int
    /// What happened, without what is only of the run.
    package let timeline: [TimelineEntry]
    /// How long each thing was not well: a subsystem, an operation, or data that are gone.
    package let parts: [Part]
    /// Something of the line was still held back when the run ended: what comes of it nobody saw.
    package let isPending: Bool
    /// It was refused before anything of it was done: who typed it is told, and types again.
    package private(set) var isRefused = false
    /// What all clients ask in one window, on average.
    package let askedInWindow: Double

    /// One thing that can be harmed: for how long it was, and how many requests it lost.
    package struct Part: Sendable, Hashable {
        package let name: String
        package let outage: TimeSpan
        package let lostRequests: Double

        package init(name: String, outage: TimeSpan, lostRequests: Double = 0) {
            self.name = name
            self.outage = outage
            self.lostRequests = lostRequests
        }
    }

    package init(
        belowMinimum: TimeSpan, disturbed: TimeSpan, isCensored: Bool, lostRequests: Double,
        lostData: Int64, observed: TimeSpan, headline: String, servers: Int,
        timeline: [TimelineEntry] = [], parts: [Part] = [], isPending: Bool = false,
        askedInWindow: Double = 0
    ) {
        self.askedInWindow = askedInWindow
        self.isPending = isPending
        self.belowMinimum = belowMinimum
        self.disturbed = disturbed
        self.isCensored = isCensored
        self.lostRequests = lostRequests
        self.lostData = lostData
        self.observed = observed
        self.headline = headline
        self.servers = servers
        self.timeline = timeline
        self.parts = parts
    }

    /// The same, of a line that was refused.
    package var refused: Harm {
        var harm = self
        harm.isRefused = true
        return harm
    }

    /// The first measure by which lines are ranked: how long it was not well. What is lost for good is
    /// not well to the end of the run. The second is `lostRequests`.
    package var outage: TimeSpan {
        lostData > 0 ? max(observed, belowMinimum) : max(belowMinimum, disturbed)
    }

    /// Whether it takes a subsystem below its minimum, or data away for good: what no guard is to let
    /// happen, whoever meant it.
    package var breaksTheFloor: Bool { belowMinimum > .zero || lostData > 0 }

    /// How much longer something was not well than by what was meant: a line that is meant to bring one thing
    /// down does harm if it brings down another.
    package func excess(over meant: Harm) -> TimeSpan {
        let more = parts.map { part in
            part.outage - (meant.parts.first { $0.name == part.name }?.outage ?? .zero)
        }
        let all = [belowMinimum - meant.belowMinimum, disturbed - meant.disturbed]
        let lost = lostData > meant.lostData && meant.lostData == 0 ? [observed] : []
        return (more + all + lost).reduce(.zero) { max($0, $1) }
    }

    /// Of the requests that what was meant loses, how many more are no more than chance.
    private static let noise = 0.01

    /// How many more requests were lost than by what was meant, each operation by itself: an outage of
    /// the same length may be of ten times the clients.
    ///
    /// Up to 1 % more, and up to what clients ask in one window, is none: outages are measured no finer.
    package func excessRequests(over meant: Harm) -> Double {
        let byPart = parts.reduce(0.0) { sum, part in
            let before = meant.parts.first { $0.name == part.name }?.lostRequests ?? 0
            return sum + max(0, part.lostRequests - before)
        }
        let more = max(byPart, lostRequests - meant.lostRequests)
        return more > max(Self.noise * meant.lostRequests, askedInWindow) ? more : 0
    }

    /// Whether it did more harm than what was meant does.
    package func isWorse(than meant: Harm) -> Bool {
        excess(over: meant) > .zero || lostData > meant.lostData
            || excessRequests(over: meant) > 0
    }
}
