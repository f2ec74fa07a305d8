/// What is wrong with a usage line of a playbook: its author's mistake.
package struct UsageError: Error, Sendable, Hashable {
    /// Where in the usage it is, in characters (Unicode scalars) from 0.
    package let offset: Int
    /// How many characters it is about; 0 at the end of the text.
    package let length: Int
    /// One sentence that stands alone.
    package let message: String
    package let help: String?

    package init(offset: Int, length: Int, message: String, help: String?) {
        self.offset = offset
        self.length = length
        self.message = message
        self.help = help
    }
}
