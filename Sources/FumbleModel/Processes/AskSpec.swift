/// How an operation's clients ask real servers: by HTTP, one of a group's servers after the other.
package struct AskSpec: Sendable, Hashable {
    package let operation: OperationID
    package let position: SourcePosition
    /// The group that is asked, by its place in the fleet.
    package let group: Int
    package let port: String
    package let method: Method
    /// `{number}` in it is the number of the request, counted from 0 up to `keys`, and again.
    package let path: PlacedText
    package let keys: Int
    /// Bytes of content that are sent; 0: none.
    package let body: ByteCount
    /// Paths that are PUT once, empty, before clients begin; then every key of what is PUT.
    package let before: [PlacedText]

    package init(
        operation: OperationID, position: SourcePosition, group: Int, port: String,
        method: Method, path: PlacedText, keys: Int, body: ByteCount,
        before: [PlacedText] = []
    ) {
        self.operation = operation
        self.position = position
        self.group = group
        self.port = port
        self.method = method
        self.path = path
        self.keys = keys
        self.body = body
        self.before = before
    }

    package enum Method: String, Sendable, Hashable, CaseIterable {
        case get = "GET"
        case put = "PUT"
        case post = "POST"
        case head = "HEAD"
        case delete = "DELETE"
    }
}
