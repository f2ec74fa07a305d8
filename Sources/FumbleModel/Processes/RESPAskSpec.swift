/// How an operation's clients write to real servers that speak RESP: with SET, each write of another
/// value, to whoever is the primary by what its Sentinels say.
///
/// What was acknowledged is read back at the end of a run, and what is not there any more is lost.
package struct RESPAskSpec: Sendable, Hashable {
    package let operation: OperationID
    package let position: SourcePosition
    /// The group of the Sentinels, by its place in the fleet.
    package let sentinels: Int
    /// One of their ports.
    package let port: String
    /// What the Sentinels call the primary.
    package let name: String
    /// How many keys there are, each written again and again.
    package let keys: Int

    package init(
        operation: OperationID, position: SourcePosition, sentinels: Int, port: String,
        name: String, keys: Int
    ) {
        self.operation = operation
        self.position = position
        self.sentinels = sentinels
        self.port = port
        self.name = name
        self.keys = keys
    }
}
