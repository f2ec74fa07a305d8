package import FumbleModel

extension PlanView {
    /// What would be started on this machine, and for how long.
    package struct Processes: Sendable {
        package let programs: [Program]
        package let asks: [Ask]
        /// The arms that are run, one after the other, unless others are asked for.
        package let arms: [Arm]
        /// An arm that is run only if it is asked for; nil: there is none.
        package let onlyIfAsked: Arm?
        /// Whether each server is in a network namespace of its own.
        package let hasNetworks: Bool
        /// What this machine lacks, a sentence each.
        package let missing: [String]

        package init(
            programs: [Program], asks: [Ask], arms: [Arm], onlyIfAsked: Arm?,
            hasNetworks: Bool = false, missing: [String]
        ) {
            self.programs = programs
            self.asks = asks
            self.arms = arms
            self.onlyIfAsked = onlyIfAsked
            self.hasNetworks = hasNetworks
            self.missing = missing
        }

        package var count: Int { programs.reduce(0) { $0 + $1.servers } }
    }

    /// The program that is each server of a group.
    package struct Program: Sendable {
        package let group: String
        package let servers: Int
        /// Its words as the file has them, with their places.
        package let command: [String]
        /// When it is ready, in words.
        package let ready: String
        package let readyWithin: TimeSpan
        /// The signal that asks it to end, and how long it may take.
        package let stop: String
        package let stopWithin: TimeSpan
        package let ports: [String]

        package init(
            group: String, servers: Int, command: [String], ready: String, readyWithin: TimeSpan,
            stop: String, stopWithin: TimeSpan, ports: [String]
        ) {
            self.group = group
            self.servers = servers
            self.command = command
            self.ready = ready
            self.readyWithin = readyWithin
            self.stop = stop
            self.stopWithin = stopWithin
            self.ports = ports
        }
    }

    /// What clients ask of an operation.
    package struct Ask: Sendable {
        package let operation: String
        package let rate: Frequency
        /// Such as `GET /drill/key-{number}` of a group.
        package let text: String

        package init(operation: String, rate: Frequency, text: String) {
            self.operation = operation
            self.rate = rate
            self.text = text
        }
    }
}
