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
    /// The length of the windows that it was measured in; zero: not known.
    package let window: TimeSpan

    /// One thing that can be harmed: for how long it was, and what it lost.
    package struct Part: Sendable, Hashable {
        package let name: String
        package let outage: TimeSpan
        package let lostRequests: Double
        /// Of all that it keeps, the share that is gone for good, from 0 to 1.
        package let lostData: Double
        /// Whether it is what clients ask, rather than what the fleet has.
        package let isOfClients: Bool

        package init(
            name: String, outage: TimeSpan, lostRequests: Double = 0, lostData: Double = 0,
            isOfClients: Bool = false
        ) {
            self.name = name
            self.outage = outage
            self.lostRequests = lostRequests
            self.lostData = lostData
            self.isOfClients = isOfClients
        }
    }

    package init(
        belowMinimum: TimeSpan, disturbed: TimeSpan, isCensored: Bool, lostRequests: Double,
        lostData: Int64, observed: TimeSpan, headline: String, servers: Int,
        timeline: [TimelineEntry] = [], parts: [Part] = [], isPending: Bool = false,
        askedInWindow: Double = 0, window: TimeSpan = .zero
    ) {
        self.askedInWindow = askedInWindow
        self.window = window
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
    /// down does harm if it brings down another. Of more data that are gone for good it is all that was seen.
    package func excess(over meant: Harm) -> TimeSpan {
        let more = parts.map { part in
            let before = meant.part(part.name)
            let longer = part.outage - (before?.outage ?? .zero)
            guard part.isOfClients else { return longer }
            return heard(longer, losing: part.lostRequests - (before?.lostRequests ?? 0))
        }
        let clients = heard(
            disturbed - meant.disturbed, losing: lostRequests - meant.lostRequests)
        let lost = losesMoreData(than: meant) ? observed : .zero
        return (more + [belowMinimum - meant.belowMinimum, clients, lost])
            .reduce(.zero) { max($0, $1) }
    }

    private func part(_ name: String) -> Part? { parts.first { $0.name == name } }

    /// A disturbance of clients that is no more than chance is none: of one window, or longer with a few
    /// requests lost here and there. So many are lost by any seed now and then.
    private func heard(_ disturbance: TimeSpan, losing requests: Double) -> TimeSpan {
        guard window > .zero, requests <= Self.noise * askedInWindow,
            requests > 0 || disturbance <= window
        else { return disturbance }
        return .zero
    }

    /// Whether more of what something keeps is gone for good than by what was meant.
    private func losesMoreData(than meant: Harm) -> Bool {
        let more = parts.contains { part in
            let before = meant.part(part.name)?.lostData ?? 0
            return part.lostData > before * (1 + Self.noise)
        }
        return more || Double(lostData) > Double(meant.lostData) * (1 + Self.noise)
    }

    /// How much more is gone for good, as shares of what each thing keeps, added up.
    package func excessData(over meant: Harm) -> Double {
        guard losesMoreData(than: meant) else { return 0 }
        return parts.reduce(0) { sum, part in
            let before = meant.part(part.name)?.lostData ?? 0
            return sum + max(0, part.lostData - before)
        }
    }

    /// Of what was meant, how much more is no more than chance.
    private static let noise = 0.01

    /// How many more requests were lost than by what was meant, each operation by itself: an outage of
    /// the same length may be of ten times the clients.
    ///
    /// Up to 1 % more, and up to what clients ask in one window, is none: outages are measured no finer.
    package func excessRequests(over meant: Harm) -> Double {
        let byPart = parts.reduce(0.0) { sum, part in
            let before = meant.part(part.name)?.lostRequests ?? 0
            return sum + max(0, part.lostRequests - before)
        }
        let more = max(byPart, lostRequests - meant.lostRequests)
        return more > max(Self.noise * meant.lostRequests, askedInWindow) ? more : 0
    }

    /// Whether it did more harm than what was meant does.
    package func isWorse(than meant: Harm) -> Bool {
        excess(over: meant) > .zero || excessRequests(over: meant) > 0
    }
}
