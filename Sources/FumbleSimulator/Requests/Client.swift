internal import FumbleModel

/// The clients of one operation: how often they ask, how long they wait, and how often they ask
/// again.
struct Client: Sendable {
    private var gaps: LengthDraws
    /// Turns a length drawn into a gap at the operation's own rate.
    private let stretch: Double
    private let isAsking: Bool
    /// What is asked, as a multiple of the operation's own rate.
    private(set) var factor = 1.0
    /// When the next intent comes up; nil: none does.
    private(set) var nextIntent: Int64?
    /// What was left of the gap to it at the own rate when `factor` last changed.
    private var left = 0.0
    let patience: Int64
    let mostAttempts: Int32
    let fails: Double
    /// Tokens that one first attempt adds, of which a retry takes one; nil: no budget.
    private let budget: Double?
    private var tokens = 0.0
    private let mostTokens: Double
    var keys: RandomStream
    var failures: RandomStream
    var ways: RandomStream
    /// The share of intents that finds the way to the fleet, and that is then let in; and what
    /// decides which.
    var reaching = 1.0
    var comingIn = 1.0
    private var doors: RandomStream
    /// Intents that were over since the last window, those of them answered, and attempts begun.
    var over = 0
    var answered = 0
    var latency = LatencyTally()
    var attempts = 0
    /// Intents that are neither answered nor given up.
    var underWay = 0

    /// Retries that were not used in this time, in seconds, cannot be used later: else a calm hour
    /// would pay for a storm. Finagle's retry budget keeps deposits for as long.
    private static let budgetMemory = 10.0

    init(_ spec: OperationSpec, seed: UInt64) {
        let rate = spec.rate.perSecond
        let mean = rate > 0 ? 1_000_000 / rate : 0
        let sampler: Sampler
        if let arrivals = spec.arrivals, arrivals.mean.microseconds > 0 {
            sampler = Sampler(arrivals)
            stretch = mean / Double(arrivals.mean.microseconds)
        } else {
            sampler = Sampler(exponentialWithMean: mean)
            stretch = 1
        }
        gaps = LengthDraws(sampler, seed: seed, name: "arrivals/\(spec.name)")
        keys = RandomStream(seed: seed, name: "keys/\(spec.name)")
        failures = RandomStream(seed: seed, name: "fails/\(spec.name)")
        ways = RandomStream(seed: seed, name: "ways/\(spec.name)")
        doors = RandomStream(seed: seed, name: "doors/\(spec.name)")
        patience = spec.timeout.microseconds
        mostAttempts = Int32(clamping: min(max(spec.retries.atMost, 0), Int(Int32.max) - 1) + 1)
        fails = spec.fails.fraction
        budget = spec.retries.budget?.fraction
        mostTokens = max((budget ?? 0) * rate * Self.budgetMemory, 1)
        isAsking = rate > 0
        if rate > 0 { nextIntent = gaps.next(times: stretch) }
    }

    /// Plans the intent after the one that came up now.
    mutating func planNext(after now: Int64) {
        nextIntent = Horizon.sum(now, gaps.next(times: stretch / factor))
    }

    /// Changes how much is asked: the rest of the gap under way shrinks or grows in proportion.
    mutating func ask(_ new: Double, from now: Int64) {
        guard new != factor, isAsking else { return }
        if let nextIntent { left = Double(nextIntent - now) * factor }
        factor = new
        let span = new > 0 ? (left / new).rounded() : .infinity
        nextIntent = span < Double(Horizon.farAway) ? Horizon.sum(now, Int64(span)) : nil
    }

    enum Entry {
        case letIn
        /// Turned away at the door.
        case refused
        /// It does not find the way.
        case lost
    }

    /// What becomes of an intent before any server sees it.
    mutating func enter() -> Entry {
        guard comingIn < 1 else { return .letIn }
        let drawn = doors.unit()
        if drawn < comingIn { return .letIn }
        return drawn < reaching ? .refused : .lost
    }

    mutating func earnTokens() {
        guard let budget else { return }
        tokens = min(tokens + budget, mostTokens)
    }

    /// Whether the budget allows one retry more, which is then paid for.
    mutating func payRetry() -> Bool {
        guard budget != nil else { return true }
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
