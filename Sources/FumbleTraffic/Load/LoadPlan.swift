package import FumbleModel

/// A load to be put on a server: what is asked, for how long, over how many connections.
package struct LoadPlan: Sendable {
    /// At least one, of different names.
    package let operations: [LoadOperation]
    /// From 1 ms to a year.
    package let length: TimeSpan
    package let seed: UInt64
    /// The most connections to one port at one time, from 1 to 8,192; intents beyond wait, and are late
    /// by as much.
    package let connections: Int
    /// The windows in which latencies are kept, from 10 ms.
    package let window: TimeSpan
    /// The most lateness of its sends, at the 99th percentile, with which the load kept its schedule.
    package let lateness: TimeSpan

    package init(
        _ operations: [LoadOperation], length: TimeSpan, seed: UInt64, connections: Int = 256,
        window: TimeSpan = .seconds(10), lateness: TimeSpan = .milliseconds(2)
    ) {
        self.operations = operations
        self.length = length
        self.seed = seed
        self.connections = connections
        self.window = window
        self.lateness = lateness
    }

    /// The first field that is out of its range.
    package var mistake: WrongSetting? {
        if operations.isEmpty {
            return WrongSetting(field: "operations", value: "empty", range: "one or more")
        }
        for (place, operation) in operations.enumerated() {
            if operations[..<place].contains(where: { $0.name == operation.name }) {
                return WrongSetting(
                    field: "operations", value: "`\(operation.name)` twice",
                    range: "of different names")
            }
            if let mistake = operation.mistake { return mistake }
        }
        if length < .milliseconds(1) || length > .years(1) {
            return WrongSetting(field: "length", value: "\(length)", range: "from 1ms to 1y")
        }
        if connections < 1 || connections > Self.mostConnections {
            return WrongSetting(
                field: "connections", value: "\(connections)",
                range: "from 1 to \(Self.mostConnections)")
        }
        if window < .milliseconds(10) {
            return WrongSetting(field: "window", value: "\(window)", range: "from 10ms")
        }
        return nil
    }

    package static let mostConnections = 8192
}
