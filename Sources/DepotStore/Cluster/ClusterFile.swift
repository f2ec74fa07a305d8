package import FumbleDocument
import FumbleModel

/// The file that says who the servers are: JSON, and read by the same reader as all files of this project.
package enum ClusterFile {
    /// Reads the file, or says everything that is wrong with it at once.
    package static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Cluster {
        let document = try YAMLReader.read(bytes, file: file)
        var reading = Reading()
        let cluster = record.read(document.root, &reading)
        guard let cluster, reading.diagnostics.isEmpty else { throw reading.diagnostics }
        return cluster
    }

    private static let mostServers = 10_000
    private static let mostCells = 10_000

    private static let server = Record(
        "server", summary: "One process of the store.",
        .required("name", .name, "what the others call it"),
        .defaulted("host", .oneOf([("127.0.0.1", "127.0.0.1")]), "127.0.0.1", "where it listens"),
        .required("port", .integer(in: 1...65_535), "where it listens"),
        .required(
            "carries", .list(of: .word, atLeast: 1), "the subsystems that it carries")
    ) { (name: String, host: String, port: Int, carries: [Subsystem]) in
        Cluster.Server(name: name, host: host, port: port, carries: carries)
    }

    private static let pace = Shape.itemRate(of: "records")
    private static let time = Shape.duration(in: .milliseconds(1) ... .hours(1))

    private static let record = Record(
        "cluster", summary: "The servers of one store.",
        .required("env", .name, "the environment that the operator's commands must name"),
        .defaulted("cells", .integer(in: 1...mostCells), "1", "isolated slices of the index"),
        .defaulted("replicas", .integer(in: 1...mostServers), "1", "index servers of a cell"),
        .optional(
            "quorum", .integer(in: 1...mostServers),
            "replicas that have a write before it is acknowledged; more than half, and by itself the least"
        ),
        .optional("load", pace, "records a second that an index server reads at its start"),
        .optional("verify", pace, "records a second that it checks"),
        .optional("replay", pace, "records a second that it applies"),
        .defaulted(
            "wait-for-disk", .bool, "false", "acknowledges only what the disk itself has"),
        .optional(
            "copies", .integer(in: 1...mostServers),
            "storage servers that have each object's bytes; by itself two, where there are two"),
        .defaulted("heartbeat", time, "250ms", "between two looks at the others of a cell"),
        .defaulted("grace", time, "2s", "unheard for so long, a server is out of sight"),
        .defaulted("timeout", time, "2s", "after which a question to a server is given up"),
        .required("servers", .list(of: Shape.record(server).located, atLeast: 1), "the servers"),
        makeChecked: check)

    private static func check(
        _ span: SourceSpan, _ reading: inout Reading, _ env: String, _ cells: Int, _ replicas: Int,
        _ quorum: Int?, _ load: Frequency?, _ verify: Frequency?, _ replay: Frequency?,
        _ waitsForDisk: Bool, _ copies: Int?, _ heartbeat: TimeSpan, _ grace: TimeSpan,
        _ timeout: TimeSpan, _ servers: [Located<Cluster.Server>]
    ) -> Cluster? {
        let index = Cluster.IndexSettings(
            cells: cells, replicas: replicas, quorum: quorum ?? replicas / 2 + 1,
            load: load?.perSecond, verify: verify?.perSecond, replay: replay?.perSecond,
            waitsForDisk: waitsForDisk)
        let storage = servers.count { $0.value.carries.contains(.storage) }
        let cluster = Cluster(
            env: env, index: index, copies: copies ?? max(1, min(2, storage)),
            network: .init(heartbeat: heartbeat, grace: grace, timeout: timeout),
            servers: servers.map(\.value))
        reportEqualNames(servers, &reading)
        func mistake(_ message: String, _ help: String? = nil) {
            reading.report(.conflictingFields, at: span, message, help: help)
        }
        let indexServers = cluster.servers(carrying: .index).count
        if indexServers < replicas {
            mistake("a cell has \(replicas) replicas, and \(indexServers) servers carry index")
        }
        if index.quorum > replicas {
            mistake("the quorum is \(index.quorum), of \(replicas) replicas")
        } else if index.quorum * 2 <= replicas {
            mistake(
                "the quorum is \(index.quorum), not more than half of \(replicas) replicas",
                "two writes could each have a quorum of their own, and one of them be lost")
        }
        if storage < cluster.copies {
            mistake("an object has \(cluster.copies) copies, and \(storage) servers carry storage")
        }
        if grace <= heartbeat {
            mistake("`grace` must be longer than `heartbeat`: no server would stay in sight")
        }
        return cluster
    }

    private static func reportEqualNames(
        _ servers: [Located<Cluster.Server>], _ reading: inout Reading
    ) {
        var names: Set<String> = []
        var ports: Set<Int> = []
        for server in servers {
            if !names.insert(server.value.name).inserted {
                reading.report(
                    .duplicateName, at: server.span,
                    "there are two servers named `\(server.value.name)`")
            }
            if !ports.insert(server.value.port).inserted {
                reading.report(
                    .duplicateName, at: server.span,
                    "there are two servers on port \(server.value.port)")
            }
        }
    }
}
