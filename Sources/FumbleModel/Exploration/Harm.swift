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

    /// One thing that can be harmed, and for how long it was.
    package struct Part: Sendable, Hashable {
        package let name: String
        package let outage: TimeSpan

        package init(name: String, outage: TimeSpan) {
            self.name = name
            self.outage = outage
        }
    }

    package init(
        belowMinimum: TimeSpan, disturbed: TimeSpan, isCensored: Bool, lostRequests: Double,
        lostData: Int64, observed: TimeSpan, headline: String, servers: Int,
        timeline: [TimelineEntry] = [], parts: [Part] = [], isPending: Bool = false
    ) {
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

    /// The one measure by which lines are ranked: how long it was not well. What is lost for good is
    /// not well to the end of the run.
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

    /// Whether it did more harm than what was meant does.
    package func isWorse(than meant: Harm) -> Bool {
        excess(over: meant) > .zero || lostData > meant.lostData
    }
}
