/// An outage as it was published, beside what the experiment made of it.
package struct IncidentVerdict: Sendable, Hashable {
    package let spec: IncidentSpec
    /// The arm that tells it again: the unguarded one, or the only one.
    package let arm: Arm
    /// One for each time that was published.
    package let times: [Time]

    package init(spec: IncidentSpec, arm: Arm, times: [Time]) {
        self.spec = spec
        self.arm = arm
        self.times = times
    }

    package struct Time: Sendable, Hashable {
        package let reported: IncidentSpec.Reported
        /// Nil: all operations together.
        package let operation: String?
        /// Nil: it was not disturbed, or had not come back by the end.
        package let simulated: TimeSpan?

        package init(
            reported: IncidentSpec.Reported, operation: String?, simulated: TimeSpan?
        ) {
            self.reported = reported
            self.operation = operation
            self.simulated = simulated
        }
    }
}
