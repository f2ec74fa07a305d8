import FumbleHistory
import FumbleJournal
import FumbleModel
import Glibc
import Synchronization
import SystemPackage

/// A folder with runs in it, removed after its test.
struct Shelf: ~Copyable {
    let path: String
    /// How many files' meaning and how many runs' events were asked for.
    let asked = Asked()

    init() {
        var template = Array("/tmp/fumble-history-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no scratch folder: \(errno)")
        path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit { Self.removeAll(path) }

    /// A class, since the closures of an examiner count in it.
    final class Asked: Sendable {
        private let counts = Mutex((sources: 0, restarts: 0))

        var sources: Int { counts.withLock { $0.sources } }
        var restarts: Int { counts.withLock { $0.restarts } }

        func source() { counts.withLock { $0.sources += 1 } }
        func restart() { counts.withLock { $0.restarts += 1 } }
    }

    var journal: Journal { Journal(root: path) }
    var index: String { History.place(in: journal).string }

    func read() throws -> History {
        let asked = asked
        return try History.read(
            journal,
            by: RunExaminer(
                source: { _, _, key in
                    asked.source()
                    return KeptSource(
                        key: key, method: "m",
                        subsystems: [
                            KeptSource.Subsystem(
                                name: "index", servers: 3, size: ByteCount(bytes: 7), objects: 9,
                                growth: Growth(perYear: .percent(60)), rehearsed: .days(3),
                                rehearseEvery: .days(90))
                        ])
                },
                restarted: { _, source in
                    asked.restart()
                    return source.subsystems.map(\.name)
                }))
    }

    /// Writes one run.
    @discardableResult
    func add(
        _ id: String, of experiment: String = "drill", recover: Double? = 60, lowest: Int = 1,
        hash: String = "abc", began: Int64? = nil
    ) throws -> RunFolder {
        let header = RunHeader(
            id: id, experiment: experiment, experimentHash: hash, fleetKind: "simulated",
            seed: .max, build: "0.1.0", inputs: [Plan.Input(name: "typed", value: "44")])
        let arm = ArmRun(
            arm: .guarded, events: [RunEvent(at: .start, what: .phase(.preflight))], windows: [],
            end: Instant(microseconds: 60_000_000),
            counted: EventCount(events: 1, hash: 7, marks: []))
        return try journal.write(
            Run(header: header, status: .completed, arms: [arm]),
            from: StoredSources(
                experiment: StoredFile(name: "drill.yaml", bytes: []),
                fleet: StoredFile(name: "fleet.yaml", bytes: []),
                given: [Plan.Input(name: "typed", value: "44")]),
            verdict: Self.verdict(of: header, recover: recover, lowest: lowest), began: began)
    }

    private static func verdict(of header: RunHeader, recover: Double?, lowest: Int) -> [UInt8] {
        let recovery = """
            "injected_at_s":300,"reverted_at_s":null,"time_to_symptom_s":10,"undetected":true,
            "time_to_recover_s":\(recover.map { "\($0)" } ?? "null"),"lost_requests":12.5,"depth":0.25,
            "censored":\(recover == nil),"observed_for_s":900,"relapses":2
            """
        return Array(
            """
            {"schema":"fumble.verdict/1","experiment":"\(header.experiment)",
            "experiment_sha256":"\(header.experimentHash)","fleet":"simulated",
            "seed":"\(header.seed)","build":"\(header.build)","status":"completed",
            "outcome":"deviated","headline":"Down 3 min.","run":"\(header.id)","promises":[],
            "guards":[],"findings":[],"recovery":{\(recovery),"by_operation":{"get":{\(recovery)}}},
            "arms":{"guarded":{"capacity":[{"subsystem":"index","full":3,"lowest":\(lowest),"last":3}]}}}
            """.utf8)
    }

    static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        _ = fwrite(bytes, 1, bytes.count, file)
    }

    static func bytes(of path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return [UInt8](bytes.prefix(count))
    }

    static func removeAll(_ path: String) {
        if let folder = opendir(path) {
            defer { closedir(folder) }
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                    tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { removeAll("\(path)/\(name)") }
            }
        }
        if rmdir(path) != 0 { unlink(path) }
    }
}
