/// One duty of the store; a server carries one or several.
package enum Subsystem: String, CaseIterable, Sendable {
    /// Speaks S3 to clients.
    case gateway
    /// Knows of every object what it is and where it lies.
    case index
    /// Says where new objects go.
    case placement
    /// Keeps the bytes.
    case storage
    /// Counts what each bucket holds.
    case billing
    /// The page that people look at.
    case status
}
