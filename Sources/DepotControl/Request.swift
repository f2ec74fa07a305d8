/// What is asked of a control plane.
package enum Request: Sendable, Hashable {
    /// The words that were typed, as the shell handed them on, and the window in which; nil: not said.
    case line(words: [String], window: String?)
    case status(isJSON: Bool)
}

/// A request, and where its answers go.
package struct PendingRequest: Sendable {
    let request: Request
    let answer: @Sendable (Answer) -> Void

    package init(_ request: Request, answer: @escaping @Sendable (Answer) -> Void) {
        self.request = request
        self.answer = answer
    }
}
