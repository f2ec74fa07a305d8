/// What became of one subsystem's data that was deleted.
package struct DataVerdict: Sendable, Hashable {
    package let subsystem: String
    /// The share of all its data that was deleted, and its objects; 0 where none are declared.
    package let deleted: Share
    package let objects: Int64
    /// From the first deletion to the last restore that was over; nil: none was over by the end.
    package let timeToRestore: TimeSpan?
    package let lost: Lost

    package init(
        subsystem: String, deleted: Share, objects: Int64, timeToRestore: TimeSpan?, lost: Lost
    ) {
        self.subsystem = subsystem
        self.deleted = deleted
        self.objects = objects
        self.timeToRestore = timeToRestore
        self.lost = lost
    }

    package enum Lost: Sendable, Hashable {
        /// All is back but what was written in the copy's age; the objects are nil where nobody
        /// knows how many those were.
        case young(age: TimeSpan, objects: Int64?)
        /// A restore was under way when the run ended.
        case undecided
        /// Something stayed deleted, and nobody was bringing it back: all of that is lost.
        case all
    }

    /// Objects that are lost for good; nil: nobody knows.
    package var objectsLost: Int64? {
        switch lost {
        case .young(_, let objects): objects
        case .undecided: nil
        case .all: objects > 0 ? objects : nil
        }
    }
}
