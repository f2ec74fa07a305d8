import ArgumentParser
import DepotStore
import Dispatch
import FumbleDocument
import Glibc
import SystemPackage

/// `depot serve`: one server, until it is told to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run one server of the store.",
        discussion: """
            Says on standard output how far it is (`phase boot`, `phase load`, `phase verify`, `phase replay`, \
            `phase warm`, `ready`) and ends on SIGTERM or SIGINT. A file `quota` in its own folder says how many \
            bytes the others in it may hold, as long as it is there: more fails as on a full disk.
            """)

    @Option(help: "The server of the cluster file that this is.")
    var name: String
    @Option(
        help:
            "The subsystems that it carries, with commas; what the cluster file says, if left out.")
    var carries: String?
    @Option(help: "The folder that is this server's own.")
    var data: String
    @Option(help: "Where to listen, on 127.0.0.1; where the cluster file says, if left out.")
    var port: Int?
    @Option(help: "The cluster file.")
    var cluster: String
    @Option(
        help: "Records of years ago that the index's log has from the first day on a fresh disk.")
    var agedBy = 0
    @Flag(help: "Keep the status page with the server, and not in the store itself.")
    var statusPageElsewhere = false

    func validate() throws {
        if !(0...Self.mostRecords).contains(agedBy) {
            throw ValidationError("`--aged-by` is from 0 to \(Self.mostRecords) records")
        }
    }

    private static let mostRecords = 10_000_000

    func run() async throws {
        let cluster = try ClusterLoader.load(self.cluster)
        guard let server = cluster.server(named: name) else {
            throw ValidationError("\(self.cluster) has no server `\(name)`")
        }
        try expectSame(carries, server)
        signal(SIGPIPE, SIG_IGN)
        let depot = DepotServer(
            server, of: cluster, data: FilePath(data),
            DepotServer.Way(keepsStatusElsewhere: statusPageElsewhere, agedBy: agedBy),
            say: StandardStreams.say)
        let port = port
        let serving = Task { try await depot.run(port: port) }
        let signals = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { serving.cancel() }
            source.activate()
            return source
        }
        defer { for source in signals { source.cancel() } }
        do {
            try await serving.value
        } catch {
            StandardStreams.complain("depot: \(name): \(error)")
            throw ExitCode(71)
        }
    }

    /// What is typed must be what the others believe.
    private func expectSame(_ carries: String?, _ server: Cluster.Server) throws {
        guard let carries else { return }
        let typed = carries.split(separator: ",").map(String.init)
        guard Set(typed) == Set(server.carries.map(\.rawValue)) else {
            let known = server.carries.map(\.rawValue).joined(separator: ",")
            throw ValidationError("\(cluster) says that `\(name)` carries \(known)")
        }
    }
}
