/// What is known of the disk of an index server before its log is read.
enum DiskCondition: String, Sendable {
    /// Nothing was ever kept on it.
    case fresh
    /// It has all that its server ever acknowledged.
    case whole
    /// It had all, and part of it was lost.
    case damaged
}
