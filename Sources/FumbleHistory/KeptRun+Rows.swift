import FumbleJournal
import FumbleModel
import GRDB

extension KeptRun {
    init(_ entry: RunEntry, row: VerdictRow?, key: String?, restarted: [String]) {
        let files = entry.source.flatMap { source in
            key.map {
                KeptRun.Files(experiment: source.experiment, fleet: source.fleet, key: $0)
            }
        }
        let all = row.map { [OperationRecovery(operation: "", recovery: $0.seed.recovery)] } ?? []
        self.init(
            experiment: entry.experiment, id: entry.id, header: entry.header, status: entry.status,
            outcome: entry.outcome, headline: entry.headline, trouble: entry.trouble, files: files,
            recoveries: all + (row?.seed.byOperation ?? []), restarted: restarted,
            began: entry.began, written: entry.start.written, isGoingOn: entry.isGoingOn)
    }

    func insert(_ database: Database, stamp: String) throws {
        try database.execute(
            sql: """
                INSERT INTO run
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                experiment, id, stamp, header?.experiment, header?.experimentHash,
                header?.fleetKind, header.map { String($0.seed) }, header?.build,
                header.map { Lines.text($0.inputs.flatMap { [$0.name, $0.value] }) },
                status?.word, status?.reason, outcome?.rawValue, headline, trouble,
                files?.experiment, files?.fleet, files?.key, Lines.text(restarted),
                began, start.written, header?.scheduled, isGoingOn,
            ])
        for (place, measured) in recoveries.enumerated() {
            try insert(measured, at: place, database)
        }
    }

    private func insert(_ measured: OperationRecovery, at place: Int, _ database: Database) throws {
        let recovery = measured.recovery
        try database.execute(
            sql: """
                INSERT INTO recovery
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                experiment, id, place, measured.operation, recovery.injected?.microseconds,
                recovery.reverted?.microseconds, recovery.timeToSymptom?.microseconds,
                recovery.timeToDetect?.microseconds, recovery.isUndetected,
                recovery.timeToRespond?.microseconds, recovery.timeToFirstSuccess?.microseconds,
                recovery.timeToRecover?.microseconds, recovery.timeToHeal?.microseconds,
                recovery.rodeThrough, recovery.lostRequests, recovery.depth, recovery.isCensored,
                recovery.observedFor.microseconds, recovery.unrecoveredFor.microseconds,
                recovery.relapses,
            ])
    }

    /// Every run, by the names of its folders.
    static func all(_ database: Database) throws -> [KeptRun] {
        let measured = try Row.fetchAll(
            database, sql: "SELECT * FROM recovery ORDER BY experiment, id, place"
        ).map(Cells.init)
        var next = 0
        var runs: [KeptRun] = []
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM run ORDER BY experiment, id")
        while let row = try rows.next().map(Cells.init) {
            let (experiment, id): (String, String) = (try row.one("experiment"), try row.one("id"))
            var recoveries: [OperationRecovery] = []
            while next < measured.count, try measured[next].one("experiment") == experiment,
                try measured[next].one("id") == id
            {
                recoveries.append(try OperationRecovery(measured[next]))
                next += 1
            }
            runs.append(try KeptRun(row, recoveries: recoveries))
        }
        return runs
    }

    private init(_ row: Cells, recoveries: [OperationRecovery]) throws {
        let (experiment, fleet): (String?, String?) = (
            try row.some("experiment_file"), try row.some("fleet_file")
        )
        let key: String? = try row.some("source")
        let word: String? = try row.some("status")
        let reason: String? = try row.some("reason")
        let outcome: String? = try row.some("outcome")
        self.init(
            experiment: try row.one("experiment"), id: try row.one("id"),
            header: try RunHeader(row),
            status: word.flatMap { RunStatus(word: $0, reason: reason ?? "") },
            outcome: outcome.flatMap(Outcome.init), headline: try row.some("headline"),
            trouble: try row.some("trouble"),
            files: key.map {
                Files(experiment: experiment ?? "", fleet: fleet ?? "", key: $0)
            }, recoveries: recoveries, restarted: Lines.read(try row.one("restarted")),
            began: try row.some("began"), written: try row.one("written"),
            isGoingOn: try row.one("going_on"))
    }
}

extension RunHeader {
    /// - Returns: nil: the run has none that can be read.
    fileprivate init?(_ row: Cells) throws {
        let name: String? = try row.some("name")
        let seed: String? = try row.some("seed")
        guard let name, let seed = seed.flatMap({ UInt64($0) }) else { return nil }
        let words = Lines.read(try row.one("inputs"))
        let inputs = stride(from: 0, to: words.count - 1, by: 2).map {
            Plan.Input(name: words[$0], value: words[$0 + 1])
        }
        // The folder's name may have a number behind the run's own.
        self.init(
            id: try row.one("id"), experiment: name, experimentHash: try row.one("hash"),
            fleetKind: try row.one("fleet"), seed: seed, build: try row.one("build"),
            inputs: inputs, scheduled: try row.some("scheduled"))
    }
}

extension OperationRecovery {
    fileprivate init(_ row: Cells) throws {
        func span(_ name: String) throws -> TimeSpan? {
            let stored: Int64? = try row.some(name)
            return stored.map(TimeSpan.init(microseconds:))
        }
        func instant(_ name: String) throws -> Instant? {
            let stored: Int64? = try row.some(name)
            return stored.map(Instant.init(microseconds:))
        }
        self.init(
            operation: try row.one("operation"),
            recovery: Recovery(
                injected: try instant("injected"), reverted: try instant("reverted"),
                timeToSymptom: try span("symptom"), timeToDetect: try span("detect"),
                isUndetected: try row.one("undetected"), timeToRespond: try span("respond"),
                timeToFirstSuccess: try span("first_success"), timeToRecover: try span("recover"),
                timeToHeal: try span("heal"), rodeThrough: try row.one("rode_through"),
                lostRequests: try row.one("lost"), depth: try row.one("depth"),
                isCensored: try row.one("censored"), observedFor: try span("observed") ?? .zero,
                unrecoveredFor: try span("unrecovered"),
                relapses: try row.one("relapses")))
    }
}

extension RunStatus {
    fileprivate var reason: String? {
        switch self {
        case .completed: nil
        case .stopped(let reason), .failed(let reason): reason
        case .interrupted(let signal): signal
        }
    }

    fileprivate init?(word: String, reason: String) {
        switch word {
        case "completed": self = .completed
        case "stopped": self = .stopped(reason: reason)
        case "interrupted": self = .interrupted(signal: reason)
        case "failed": self = .failed(reason: reason)
        default: return nil
        }
    }
}

/// Several texts in one column. What stands between them is in no name and in no value of a file.
private enum Lines {
    static func text(_ words: [String]) -> String { words.joined(separator: "\u{1F}") }

    static func read(_ text: String) -> [String] {
        text.isEmpty
            ? []
            : text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
}
