/// How a fleet is started for real on this machine: a program for each of its groups, and what
/// stands for its clients.
package struct ProcessesSpec: Sendable, Hashable {
    /// In the order of the file.
    package let programs: [ProgramSpec]
    package let asks: [AskSpec]

    package init(programs: [ProgramSpec], asks: [AskSpec]) {
        self.programs = programs
        self.asks = asks
    }

    /// The program of a group's servers; nil: the file names none.
    package func program(of group: Int) -> ProgramSpec? {
        programs.first { $0.group == group }
    }

    /// How an operation is asked; nil: nobody asks it on real processes.
    package func ask(of operation: OperationID) -> AskSpec? {
        asks.first { $0.operation == operation }
    }
}
