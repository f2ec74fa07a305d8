/// The outage that an experiment tells again: what is known of it, and what of it is made up.
package struct IncidentSpec: Sendable, Hashable {
    package let name: String
    package let date: String
    package let sources: [String]
    /// What somebody did, in the words of the trade, such as `wrong window`.
    package let slip: String
    /// What stood in its way, and why it did not hold.
    package let guarded: String
    package let facts: [String]
    package let assumed: [String]
    package let reported: [Reported]

    package init(
        name: String, date: String, sources: [String], slip: String, guarded: String,
        facts: [String], assumed: [String], reported: [Reported]
    ) {
        self.name = name
        self.date = date
        self.sources = sources
        self.slip = slip
        self.guarded = guarded
        self.facts = facts
        self.assumed = assumed
        self.reported = reported
    }

    /// A time that was published, and what the experiment's own is worth beside it.
    package struct Reported: Sendable, Hashable {
        /// Nil: the clients of all operations together.
        package let operation: OperationID?
        package let measure: Measure
        package let time: TimeSpan
        package let basis: Basis

        package init(operation: OperationID?, measure: Measure, time: TimeSpan, basis: Basis) {
            self.operation = operation
            self.measure = measure
            self.time = time
            self.basis = basis
        }
    }

    package enum Measure: String, Sendable, Hashable, CaseIterable {
        case timeToFirstSuccess = "time-to-first-success"
        case timeToRecover = "time-to-recover"
    }

    package enum Basis: String, Sendable, Hashable, CaseIterable {
        /// Assumed figures were chosen so that the time comes out.
        case fitted
        /// No figure was chosen for it.
        case predicted
    }
}
