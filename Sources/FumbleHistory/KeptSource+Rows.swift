import FumbleModel
import GRDB

extension KeptSource {
    func insert(_ database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO source VALUES (?, ?)", arguments: [key, method])
        for (place, subsystem) in subsystems.enumerated() {
            try database.execute(
                sql: "INSERT OR REPLACE INTO subsystem VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    key, place, subsystem.name, subsystem.servers, subsystem.size.bytes,
                    subsystem.objects, subsystem.growth?.perYear.partsPerMillion,
                    subsystem.rehearsed?.microseconds, subsystem.rehearseEvery?.microseconds,
                ])
        }
    }

    /// Every source there is, by its key.
    static func all(_ database: Database) throws -> [String: KeptSource] {
        var subsystems: [String: [Subsystem]] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM subsystem ORDER BY key, place")
        while let row = try rows.next().map(Cells.init) {
            subsystems[try row.one("key"), default: []].append(try Subsystem(row))
        }
        var sources: [String: KeptSource] = [:]
        let heads = try Row.fetchCursor(database, sql: "SELECT * FROM source")
        while let row = try heads.next().map(Cells.init) {
            let key: String = try row.one("key")
            sources[key] = KeptSource(
                key: key, method: try row.one("method"), subsystems: subsystems[key] ?? [])
        }
        return sources
    }
}

extension KeptSource.Subsystem {
    fileprivate init(_ row: Cells) throws {
        func span(_ name: String) throws -> TimeSpan? {
            let stored: Int64? = try row.some(name)
            return stored.map(TimeSpan.init(microseconds:))
        }
        let growth: Int64? = try row.some("growth")
        self.init(
            name: try row.one("name"), servers: try row.one("servers"),
            size: ByteCount(bytes: try row.one("size")), objects: try row.one("objects"),
            growth: growth.map { Growth(perYear: Share(partsPerMillion: $0)) },
            rehearsed: try span("rehearsed"), rehearseEvery: try span("rehearse_every"))
    }
}
