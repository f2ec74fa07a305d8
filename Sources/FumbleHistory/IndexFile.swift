import FumbleModel
import GRDB
import Glibc
import SystemPackage

/// The database of an index: its file, its version and its tables.
struct IndexFile {
    let queue: DatabaseQueue

    /// The version of the tables; an index of another is made anew.
    private static let version = 4
    /// How long somebody else's update is waited for, in seconds.
    private static let patience = 5.0

    /// One that lies on disk; it is made if it is not there.
    init(at place: FilePath) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        queue = try DatabaseQueue(path: place.string, configuration: configuration)
        try prepare()
    }

    /// Removes the file and what SQLite keeps beside it.
    static func remove(_ place: FilePath) throws {
        for ending in ["", "-journal", "-wal", "-shm"] {
            if unlink(place.string + ending) != 0, errno != ENOENT { throw Errno(rawValue: errno) }
        }
    }

    private func prepare() throws {
        try queue.write { database in
            let found = try Int.fetchOne(database, sql: "PRAGMA user_version")
            guard found != Self.version else { return }
            for table in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            where !table.hasPrefix("sqlite_") {
                try database.execute(sql: "DROP TABLE \(table.quotedDatabaseIdentifier)")
            }
            try database.execute(sql: Self.tables)
            try database.execute(sql: "PRAGMA user_version = \(Self.version)")
        }
    }

    /// Times in microseconds, shares in millionths; the operation without a name is all together.
    private static let tables = """
        CREATE TABLE run (
            experiment TEXT NOT NULL, id TEXT NOT NULL, stamp TEXT NOT NULL,
            name TEXT, hash TEXT, fleet TEXT, seed TEXT, build TEXT, inputs TEXT,
            status TEXT, reason TEXT, outcome TEXT, headline TEXT, trouble TEXT,
            experiment_file TEXT, fleet_file TEXT, source TEXT, restarted TEXT NOT NULL,
            began INTEGER, written INTEGER NOT NULL, scheduled TEXT, going_on INTEGER NOT NULL,
            PRIMARY KEY (experiment, id)) WITHOUT ROWID;
        CREATE TABLE recovery (
            experiment TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL,
            operation TEXT NOT NULL, injected INTEGER, reverted INTEGER, symptom INTEGER,
            detect INTEGER, undetected INTEGER NOT NULL, respond INTEGER, first_success INTEGER,
            recover INTEGER, heal INTEGER, rode_through INTEGER NOT NULL, lost REAL NOT NULL,
            depth REAL NOT NULL, censored INTEGER NOT NULL, observed INTEGER NOT NULL,
            unrecovered INTEGER NOT NULL, relapses INTEGER NOT NULL,
            PRIMARY KEY (experiment, id, place)) WITHOUT ROWID;
        CREATE TABLE source (key TEXT NOT NULL PRIMARY KEY, method TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE subsystem (
            key TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL,
            servers INTEGER NOT NULL, size INTEGER NOT NULL, objects INTEGER NOT NULL,
            growth INTEGER, rehearsed INTEGER, rehearse_every INTEGER,
            PRIMARY KEY (key, place)) WITHOUT ROWID;
        """
}
