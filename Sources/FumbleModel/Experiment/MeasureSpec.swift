/// Something that an experiment asks of the model beside its verdict: a quantity, and its statistics.
package struct MeasureSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    package let quantity: Quantity
    /// What is left out at the start of the run, until the model has forgotten how it began.
    package let warmUp: TimeSpan
    /// nil: over the whole run after the warm-up; else at one instant.
    package let at: TimeSpan?
    /// Quantiles asked for, from 0 to 1.
    package let quantiles: [Double]
    /// The share of the time, or of the requests, in which the quantity lies in a range.
    package let probability: Expectation.Range?

    package init(
        name: String, position: SourcePosition, quantity: Quantity, warmUp: TimeSpan,
        at: TimeSpan?, quantiles: [Double], probability: Expectation.Range?
    ) {
        self.name = name
        self.position = position
        self.quantity = quantity
        self.warmUp = warmUp
        self.at = at
        self.quantiles = quantiles
        self.probability = probability
    }

    /// What can be asked for; times in seconds.
    package enum Quantity: Sendable, Hashable {
        // Of each request that is over:
        /// From the first attempt of an intent to its answer or its last failure.
        case latency(OperationID)
        /// Time spent in queues by one attempt.
        case wait(OperationID)
        /// Attempts of one intent.
        case attempts(OperationID)
        /// 1 for an intent answered in time, else 0: the mean is the share answered.
        case success(OperationID)
        /// 1 for an attempt refused by a full queue, else 0.
        case refused(OperationID)
        // Over time:
        /// Requests at a subsystem, waiting or in service.
        case inSystem(SubsystemID)
        case queued(SubsystemID)
        case busy(SubsystemID)
        case serving(SubsystemID)
        /// Carriers that do not serve.
        case down(SubsystemID)
        case stoppedCells(SubsystemID)
        /// The hit ratio of a cache, over its serving servers; 0 where none serves.
        case hitRatio(SubsystemID)
        /// Servers removed since the start of the run.
        case removed
        /// Seconds since a server of the subsystem last started, over all of them.
        case restartAge(SubsystemID)
        /// Failures of servers of a subsystem in an hour.
        case failuresPerHour(SubsystemID)
        /// Requests at all subsystems together.
        case inFleet
        /// Requests queued by a dependent.
        case backlog(Int)
        // Once a run, in seconds; none where it did not happen:
        /// Until every carrier of the subsystem serves again, from the first that did not.
        case timeToWhole(SubsystemID)
        /// Until so many of a subsystem's carriers serve again, from the first that did not.
        case timeToServing(SubsystemID, Int)
        /// From the start of the run until at most so many of a subsystem's carriers are down.
        case timeToDownAtMost(SubsystemID, Int)
        /// Until a dependent's queue is worked off, from when it began.
        case timeToDrain(Int)
    }
}

/// The answer to a measure of one arm.
package struct MeasureReading: Sendable, Hashable, Codable {
    package let name: String
    /// Samples, or seconds looked at.
    package let weight: Double
    package let mean: Double?
    package let standardDeviation: Double?
    package let quantiles: [Quantile]
    package let probability: Double?
    /// Why this fleet has no answer; nil: it has, or nothing happened that could be measured.
    package let lacks: String?

    package init(
        name: String, weight: Double, mean: Double?, standardDeviation: Double?,
        quantiles: [Quantile], probability: Double?, lacks: String? = nil
    ) {
        self.name = name
        self.weight = weight
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.quantiles = quantiles
        self.probability = probability
        self.lacks = lacks
    }

    package struct Quantile: Sendable, Hashable, Codable {
        /// From 0 to 1.
        package let at: Double
        package let value: Double

        package init(at: Double, value: Double) {
            self.at = at
            self.value = value
        }
    }
}

/// How traffic is simulated.
package enum TrafficGrain: String, Sendable, Hashable, Codable, CaseIterable {
    /// Clients as rates between events: fast, and without queues.
    case flow
    /// Each request an event, with queues, timeouts, retries and its own latency.
    case requests

    /// Requests that may be under way at one time where each is an event: about 170 MB of them.
    package static let mostUnderWay = 1 << 21
}
