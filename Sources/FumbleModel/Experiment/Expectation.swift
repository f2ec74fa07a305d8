/// One thing that an experiment expects, with its place in the file.
package struct Expectation: Sendable {
    /// Such as `expect.guards.floor`.
    package let path: String
    package let position: SourcePosition
    package let what: What
    /// The arm that it is about; nil: the fleet's as configured.
    package let arm: Arm?

    package init(path: String, position: SourcePosition, what: What, arm: Arm? = nil) {
        self.path = path
        self.position = position
        self.what = what
        self.arm = arm
    }

    /// The same of another arm, which its place in the file names.
    package func of(_ arm: Arm, path: String) -> Expectation {
        Expectation(path: path, position: position, what: what, arm: arm)
    }

    package enum What: Sendable, Hashable {
        /// Nil: it may be kept or broken.
        case promise(String, isKept: Bool?)
        /// Nil: anything may come of it.
        case guardResult(String, GuardOutcome?)
        /// No window of the operation (nil: of any) left its tolerance.
        case undisturbed(OperationID?)
        /// A measure of one operation (nil: of all) lies in a range.
        case measure(Measure, of: OperationID?, Range)
        case writesLost(Range)
        case falseStops(Range)
        /// Deleted data that is not back: how much younger than its copy, in seconds.
        case dataLostAge(Range)
        /// The same in objects.
        case dataLostObjects(Range)
    }

    /// What can be expected of a recovery; times in seconds.
    package enum Measure: String, Sendable, Hashable, CaseIterable {
        case timeToSymptom = "time-to-symptom"
        case timeToDetect = "time-to-detect"
        case timeToRespond = "time-to-respond"
        case timeToFirstSuccess = "time-to-first-success"
        case timeToRecover = "time-to-recover"
        case timeToHeal = "time-to-heal"
        case lostRequests = "lost-requests"
        case depth
        case relapses
    }

    /// Bounds that belong to the range; nil: open.
    package struct Range: Sendable, Hashable {
        package let atLeast: Double?
        package let atMost: Double?

        package init(atLeast: Double?, atMost: Double?) {
            self.atLeast = atLeast
            self.atMost = atMost
        }

        package func contains(_ value: Double) -> Bool {
            value >= (atLeast ?? -.infinity) && value <= (atMost ?? .infinity)
        }
    }
}
