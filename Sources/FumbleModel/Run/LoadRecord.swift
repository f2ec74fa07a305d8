/// How clients asked over one arm, and how they were answered; real servers only.
package struct LoadRecord: Sendable, Hashable, Codable {
    /// How late requests were sent, against when they were meant to be.
    package let lateness: LengthSpread
    /// Those that clients asked, in the fleet's order.
    package let operations: [Asked]

    package init(lateness: LengthSpread, operations: [Asked]) {
        self.lateness = lateness
        self.operations = operations
    }

    /// The 99th percentile of how late requests may be before a report says that clients were late.
    package static let mostLateness = TimeSpan.milliseconds(2)

    /// Whether clients were late, though perhaps not by so much that it is they and not servers that were
    /// measured.
    package var isLate: Bool { lateness.p99 > Self.mostLateness }

    package struct Asked: Sendable, Hashable, Codable {
        package let operation: OperationID
        package let requests: Int
        /// Those that were sent later than `bound` after they were meant to be.
        package let late: Int
        package let bound: TimeSpan
        /// Of those answered in time, from when each was meant to be sent.
        package let latency: LengthSpread

        package init(
            operation: OperationID, requests: Int, late: Int, bound: TimeSpan, latency: LengthSpread
        ) {
            self.operation = operation
            self.requests = requests
            self.late = late
            self.bound = bound
            self.latency = latency
        }

        /// Whether what was measured is the servers and not the load: all but one in a hundred were
        /// sent in time.
        package var keptSchedule: Bool {
            Double(late) <= Double(requests) * Self.mostLate.fraction
        }

        package static let mostLate = Share.percent(1)
    }
}

/// How lengths of time are spread.
package struct LengthSpread: Sendable, Hashable, Codable {
    package let count: Int
    package let p50: TimeSpan
    /// nil in records of runs that did not count it.
    package let p84: TimeSpan?
    package let p99: TimeSpan
    package let longest: TimeSpan

    package init(
        count: Int, p50: TimeSpan, p84: TimeSpan? = nil, p99: TimeSpan, longest: TimeSpan
    ) {
        self.count = count
        self.p50 = p50
        self.p84 = p84
        self.p99 = p99
        self.longest = longest
    }

    /// - Returns: nil: there are none.
    package init?(_ lengths: [TimeSpan]) {
        let sorted = lengths.sorted()
        guard let longest = sorted.last else { return nil }
        func quantile(_ share: Share) -> TimeSpan {
            sorted[max(1, share.rounded(up: sorted.count)) - 1]
        }
        self.init(
            count: sorted.count, p50: quantile(.percent(50)), p99: quantile(.percent(99)),
            longest: longest)
    }
}
