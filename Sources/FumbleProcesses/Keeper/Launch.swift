/// All that starting one server takes: nothing is left to be looked up, and no shell is between.
struct Launch: Sendable, Hashable {
    /// The server's name, such as `index-3`.
    let name: String
    /// The program and its arguments.
    let arguments: [String]
    /// `NAME=value` each.
    let environment: [String]
    /// The folder it starts in, its own.
    let folder: String
    /// What it prints, both streams.
    let log: String
    /// The number of the network namespace that it is in; nil: the machine's own.
    var network: Int?
}
