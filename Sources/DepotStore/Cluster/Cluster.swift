package import FumbleModel

/// Who the servers are, what each carries, and how the index is kept: the same for all of them.
package struct Cluster: Sendable {
    package let env: String
    package let index: IndexSettings
    /// Storage servers on which the bytes of an object lie.
    package let copies: Int
    package let network: NetworkSettings
    /// In the order of the file, which gives the index servers their cells.
    package let servers: [Server]

    package struct Server: Sendable, Equatable {
        package let name: String
        package let host: String
        package let port: Int
        package let carries: [Subsystem]
    }

    package struct IndexSettings: Sendable {
        package let cells: Int
        package let replicas: Int
        /// Replicas that must have a write on their disks before it is acknowledged, more than half;
        /// below as many in sight, a cell stops.
        package let quorum: Int
        /// Records a second that a server reads, checks and applies when it starts; nil: as fast as it can.
        package let load: Double?
        package let verify: Double?
        package let replay: Double?
        /// Waits for the disk itself, and not for the operating system alone, before a write counts.
        package let waitsForDisk: Bool

        /// Replicas that share one at least with every quorum of writes: as many answer a read.
        package var readQuorum: Int { replicas - quorum + 1 }
    }

    package struct NetworkSettings: Sendable {
        /// Between two looks of an index server at those that share a cell with it.
        package let heartbeat: TimeSpan
        /// Not heard of for so long, a server is out of sight.
        package let grace: TimeSpan
        /// A question to another server that is not answered in this time never is.
        package let timeout: TimeSpan
    }

    package func server(named name: String) -> Server? {
        servers.first { $0.name == name }
    }

    func servers(carrying subsystem: Subsystem) -> [Server] {
        servers.filter { $0.carries.contains(subsystem) }
    }
}
