/// How a fleet is started for real on this machine: a program for each of its groups, and what
/// stands for its clients.
package struct ProcessesSpec: Sendable, Hashable {
    /// The most servers that one machine is asked to start.
    package static let mostServers = 1_000

    /// In the order of the file.
    package let programs: [ProgramSpec]
    package let asks: [AskSpec]
    /// Operations that are asked by RESP.
    package let writes: [RESPAskSpec]
    /// Primaries that are found at run time.
    package let roles: [RoleFinderSpec]
    /// Where the file asks for network namespaces; nil: all servers are on the machine's own network.
    package let namespaces: SourcePosition?

    package init(
        programs: [ProgramSpec], asks: [AskSpec], writes: [RESPAskSpec] = [],
        roles: [RoleFinderSpec] = [], namespaces: SourcePosition? = nil
    ) {
        self.programs = programs
        self.asks = asks
        self.writes = writes
        self.roles = roles
        self.namespaces = namespaces
    }

    /// The program of a group's servers; nil: the file names none.
    package func program(of group: Int) -> ProgramSpec? {
        programs.first { $0.group == group }
    }

    /// How an operation is asked by HTTP; nil: it is not.
    package func ask(of operation: OperationID) -> AskSpec? {
        asks.first { $0.operation == operation }
    }

    /// Whether anybody asks an operation on real processes.
    package func isAsked(_ operation: OperationID) -> Bool {
        ask(of: operation) != nil || writes.contains { $0.operation == operation }
    }
}
