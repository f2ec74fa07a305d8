/// How long ago all of a subsystem was last restarted, and what has become of its state since.
package struct RehearsalAge: Sendable, Hashable {
    /// The fleet's file, or the experiment's where the fleet stands in that.
    package let fleet: String
    package let subsystem: String
    /// nil: nobody says that it ever was.
    package let last: Last?
    /// State now over state then; nil: the files do not say how it grows.
    package let grown: Grown?
    /// How often its file asks for one; nil: it does not.
    package let every: TimeSpan?

    package init(
        fleet: String, subsystem: String, last: Last?, grown: Grown?, every: TimeSpan?
    ) {
        self.fleet = fleet
        self.subsystem = subsystem
        self.last = last
        self.grown = grown
        self.every = every
    }

    package struct Last: Sendable, Hashable {
        package let days: Int
        package let how: How

        package init(days: Int, how: How) {
            self.days = days
            self.how = how
        }
    }

    package enum How: Sendable, Hashable {
        /// A run did it, on a simulated fleet or on processes.
        case run(String, experiment: String, day: CalendarDay, fleetKind: String)
        /// The fleet's file says so.
        case declared
    }

    package struct Grown: Sendable, Hashable {
        package let times: Double
        package let by: Source

        package init(times: Double, by source: Source) {
            self.times = times
            by = source
        }

        package enum Source: Sendable, Hashable {
            /// The growth that the file declares, over the days since.
            case growth(Growth)
            /// What the file said then and says now.
            case sizes(then: ByteCount, now: ByteCount)
        }
    }

    package var isOverdue: Bool {
        guard let every else { return false }
        guard let last else { return true }
        return TimeSpan.days(Int64(last.days)) > every
    }
}
