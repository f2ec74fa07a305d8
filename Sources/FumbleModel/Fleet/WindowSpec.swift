/// A window in which people type: a shell on a host, or a session that was opened for an environment.
///
/// What a line leaves out it takes from its window: so one line does different things in two of them.
package struct WindowSpec: Sendable, Hashable {
    package let name: String
    package let position: SourcePosition
    /// The environment of lines that name none; nil: the window says nothing about it.
    package let environment: String?
    /// What is taken for arguments that a line leaves out.
    package let supplies: [Supply]

    package init(
        name: String, position: SourcePosition, environment: String?, supplies: [Supply]
    ) {
        self.name = name
        self.position = position
        self.environment = environment
        self.supplies = supplies
    }

    /// An argument of usage lines, and what the window has for it.
    package struct Supply: Sendable, Hashable {
        package let argument: String
        package let text: String

        package init(argument: String, text: String) {
            self.argument = argument
            self.text = text
        }
    }
}
