import FumbleJournal
import FumbleModel
import Glibc

/// A folder of its own for one test, removed after it with all that is in it.
struct Scratch: ~Copyable {
    let path: String

    init() {
        var template = Array("/tmp/fumble-journal-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no scratch folder: \(errno)")
        path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit {
        Self.removeAll(path)
    }

    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return [UInt8](bytes.prefix(count))
    }

    static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        _ = fwrite(bytes, 1, bytes.count, file)
    }

    static func makeFolder(_ path: String) { mkdir(path, 0o755) }

    /// - Returns: whether the file now says that it was written so many seconds after 1970.
    static func setTime(of path: String, to seconds: Int) -> Bool {
        let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
        return utimensat(AT_FDCWD, path, times, 0) == 0
    }

    private static func removeAll(_ path: String) {
        for name in names(in: path) { removeAll("\(path)/\(name)") }
        if rmdir(path) != 0 { unlink(path) }
    }
}

/// A small run with every sort of line in it.
enum Sample {
    static let sources = StoredSources(
        experiment: StoredFile(name: "Experiments/one.yaml", bytes: [UInt8]("fumble: ö\r\n".utf8)),
        fleet: StoredFile(name: "Experiments/fleets/f.yaml", bytes: [0xFF, 0x00, 0x0A]),
        given: [Plan.Input(name: "typed", value: "44")])

    static let verdict = [UInt8](#"{"outcome":"deviated","headline":"Down 3 min."}"#.utf8)

    static func run(
        id: String = "20261122T074148Z-1", experiment: String = "one", arms: [ArmRun] = arms,
        status: RunStatus = .completed
    ) -> Run {
        Run(
            header: RunHeader(
                id: id, experiment: experiment, experimentHash: SHA256.hash([]),
                fleetKind: "simulated", seed: .max, build: "test",
                inputs: [Plan.Input(name: "typed", value: "44")]),
            status: status, arms: arms)
    }

    static let arms = [
        ArmRun(
            arm: .meant, events: [RunEvent(at: .start, what: .phase(.preflight))],
            windows: (0..<6).map { window($0, answered: 900) }, end: at(60),
            counted: EventCount(events: 4, hash: .max, marks: [1, .max])),
        ArmRun(
            arm: .guarded, events: events,
            windows: (0..<6).map { window($0, answered: $0 < 3 ? 900 : 1 / 3) }, end: at(60),
            counted: EventCount(events: 9, hash: 7, marks: []),
            readings: [
                MeasureReading(
                    name: "wait", weight: 1e21, mean: 1 / 3, standardDeviation: nil,
                    quantiles: [.init(at: 0.999, value: 1e-7)], probability: 0)
            ]),
    ]

    static let events: [RunEvent] = [
        RunEvent(at: .start, what: .phase(.preflight)),
        RunEvent(at: at(15), what: .step(path: "method[0]", actor: nil, summary: "one \"line\"")),
        RunEvent(
            at: at(15),
            what: .typed(
                command: 0, path: "method[0]", line: "remove\n44", window: "prod",
                resolved: .servers(count: 44, bySubsystem: [44, 0]))),
        RunEvent(
            at: at(15),
            what: .decided(
                GuardAnswer(
                    command: 0, name: "floor", stage: .whole, asked: 44,
                    decision: .refuse(reason: "56 is below 70"), decidedIn: .milliseconds(40)))),
        RunEvent(at: at(33), what: .fleet(.writesLost(subsystem: SubsystemID(1), objects: .max))),
        RunEvent(
            at: at(33),
            what: .fleet(
                .dataDeleted(subsystem: SubsystemID(1), share: .percent(0.0001), objects: 0))),
        RunEvent(
            at: at(33),
            what: .fleet(.restoring(subsystem: SubsystemID(1), bytes: .max, until: at(90)))),
        RunEvent(
            at: at(33),
            what: .fleet(
                .restored(subsystem: SubsystemID(1), objects: 7, lost: nil, age: .hours(6)))),
        RunEvent(
            at: at(33),
            what: .fleet(
                .restored(subsystem: SubsystemID(1), objects: 7, lost: 0, age: .zero))),
        RunEvent(at: at(33), what: .fleet(.nothingToRestore(subsystem: SubsystemID(1)))),
        RunEvent(at: at(33), what: .fleet(.primaryLost(subsystem: SubsystemID(1), cell: 3))),
        RunEvent(
            at: at(33),
            what: .fleet(.promoted(subsystem: SubsystemID(1), cell: 3, isFormer: true))),
        RunEvent(at: at(33), what: .fleet(.replaced(servers: 2))),
        RunEvent(
            at: at(33),
            what: .fleet(.configured(subsystem: SubsystemID(1), servers: 5, makes: .slow(2.5)))),
        RunEvent(
            at: at(33),
            what: .fleet(.configured(subsystem: SubsystemID(1), servers: 5, makes: .failToStart))),
        RunEvent(
            at: at(33),
            what: .fleet(
                .denied(
                    subsystem: SubsystemID(1), to: .subsystem(SubsystemID(0)),
                    share: .percent(35)))),
        RunEvent(
            at: at(33),
            what: .fleet(.denied(subsystem: SubsystemID(1), to: .operators, share: .none))),
        RunEvent(
            at: at(33), what: .fleet(.withdrawn(operation: OperationID(0), share: .percent(25)))),
        RunEvent(at: at(33), what: .fleet(.reach(isReachable: false))),
        RunEvent(at: at(33), what: .fleet(.admitted(operation: OperationID(0), share: .whole))),
        RunEvent(at: at(60), what: .note("snowman ☃ / slash")),
    ]

    static func at(_ seconds: Int64) -> Instant { .start + .seconds(seconds) }

    static func window(_ place: Int64, answered: Double) -> WindowSample {
        WindowSample(
            start: at(place * 10), length: .seconds(10),
            operations: [OperationSample(offered: 900, answered: answered, attempts: 1e21)],
            subsystems: [SubsystemSample(serving: 100, lowest: 99)], queued: [0.1])
    }
}
