import GRDB

/// Somebody else who writes to an index.
enum IndexLock {
    static func held(on path: String, _ body: () throws -> Void) throws {
        try DatabaseQueue(path: path).inDatabase { database in
            try database.execute(sql: "BEGIN EXCLUSIVE")
            try body()
            try database.execute(sql: "ROLLBACK")
        }
    }
}
