import NIOCore

/// Reads and writes the index from any server, by quorum: what was acknowledged is on so many disks that every read
/// asks one of them.
///
/// There is no leader. A write goes to all replicas of its cell with a version above all that a quorum knows; a read
/// takes the highest that it is told, and tells it to those that have less. With a quorum that is just more than half
/// reads never go back; with a larger one that holds of acknowledged writes only.
struct IndexClient: Sendable {
    private let map: CellMap
    private let settings: Cluster.IndexSettings
    private let peers: Peers

    /// Records asked of a cell at one time, at the least.
    static let page = 1000

    init(_ cluster: Cluster, peers: Peers) {
        map = CellMap(cluster)
        settings = cluster.index
        self.peers = peers
    }

    /// Writes facts, or with nil that the name was deleted.
    ///
    /// Each attempt needs a blob of its own: what an overtaken one left with a replica, the next writer takes for
    /// displaced, and removes.
    ///
    /// - Returns: blobs that nothing points to any more.
    func write(
        _ facts: ObjectFacts?, as name: ObjectName, version: Version
    ) async throws(IndexRefusal) -> [Location] {
        let record = IndexRecord(name: name, entry: Entry(version: version, facts: facts))
        switch try await propose(record) {
        case .kept(let displaced): return displaced.filter { $0 != facts?.location }
        case .overtaken(let counter): throw .overtaken(by: counter)
        }
    }

    /// The facts of a name; nil where there is none, or none any more.
    func read(_ name: ObjectName) async throws(IndexRefusal) -> ObjectFacts? {
        let cell = map.cell(of: name)
        let replicas = map.replicas(of: cell)
        var tally = QuorumTally(of: replicas.count, needed: settings.readQuorum)
        var entries: [Entry?] = []
        for await (server, answer) in await peers.askAll(
            replicas, .indexFind, name, for: FindAnswer.self)
        {
            switch answer {
            case .success(let found):
                entries.append(found.entry)
                tally.agree()
            case .failure(let refusal): tally.refuse(refusal, by: server)
            }
            if tally.isReached || tally.isOutOfReach { break }
        }
        guard tally.isReached else { throw .noQuorum(cell: cell, reason: tally.reason) }
        guard let latest = entries.compactMap(\.self).max(by: { $0.version < $1.version }) else {
            return nil
        }
        if !entries.allSatisfy({ $0?.version == latest.version }) {
            _ = try await propose(IndexRecord(name: name, entry: latest))
        }
        return latest.facts
    }

    /// Names of a bucket in order, those that were deleted left out: up to `limit`, and whether there are more.
    func list(
        _ bucket: String, prefix: String, after: String, atMost limit: Int
    ) async throws(IndexRefusal) -> (records: [IndexRecord], isCut: Bool) {
        var found: [IndexRecord] = []
        var position = after
        while found.count <= limit {
            let page = try await page(
                of: bucket, prefix: prefix, after: position, atMost: max(limit + 1, Self.page))
            found += page.records.filter { $0.entry.facts != nil }
            guard let end = page.end else { break }
            position = end
        }
        return (Array(found.prefix(limit)), found.count > limit)
    }

    /// What every cell holds, as one of its replicas says.
    func usage() async throws(IndexRefusal) -> [CellUsage] {
        var usages: [CellUsage] = []
        for cell in 0..<map.cells {
            let answers = try await ask(cell, .indexUsage, cell, needed: 1, for: CellUsage.self)
            usages += answers
        }
        return usages
    }

    private enum Outcome {
        case kept(displaced: [Location])
        case overtaken(by: UInt64)
    }

    private func propose(_ record: IndexRecord) async throws(IndexRefusal) -> Outcome {
        let cell = map.cell(of: record.name)
        let replicas = map.replicas(of: cell)
        var tally = QuorumTally(of: replicas.count, needed: settings.quorum)
        var displaced: [Location] = []
        var highest: UInt64?
        for await (server, answer) in await peers.askAll(
            replicas, .indexKeep, record, for: KeepAnswer.self)
        {
            switch answer {
            case .success(.kept(let old)):
                tally.agree()
                if let old, !displaced.contains(old) { displaced.append(old) }
            case .success(.stale(let version)):
                tally.refuse(.failed("it has a later version"), by: server)
                highest = max(highest ?? 0, version.counter)
            case .failure(let refusal): tally.refuse(refusal, by: server)
            }
            if tally.isReached || tally.isOutOfReach { break }
        }
        if tally.isReached { return .kept(displaced: displaced) }
        if let highest { return .overtaken(by: highest) }
        throw .noQuorum(cell: cell, reason: tally.reason)
    }

    /// The next names of a bucket from all cells, merged; `end` is the last name that is surely complete, nil where
    /// there are no more.
    private func page(
        of bucket: String, prefix: String, after: String, atMost limit: Int
    ) async throws(IndexRefusal) -> (records: [IndexRecord], end: String?) {
        var latest: [String: IndexRecord] = [:]
        var end: String?
        for cell in 0..<map.cells {
            let question = ListQuestion(
                cell: cell, bucket: bucket, prefix: prefix, after: after, limit: limit)
            let answers = try await ask(
                cell, .indexList, question, needed: settings.readQuorum, for: RecordList.self)
            for answer in answers {
                for record in answer.records {
                    let known = latest[record.name.key]?.entry.version
                    if let known, known >= record.entry.version { continue }
                    latest[record.name.key] = record
                }
                guard answer.records.count >= limit, let last = answer.records.last else {
                    continue
                }
                let key = last.name.key
                end = end.map { KeyOrder.isBefore(key, $0) ? key : $0 } ?? key
            }
        }
        let sorted = latest.values.sorted { KeyOrder.isBefore($0.name.key, $1.name.key) }
        guard let end else { return (sorted, nil) }
        return (sorted.filter { !KeyOrder.isBefore(end, $0.name.key) }, end)
    }

    /// So many answers from replicas of a cell.
    private func ask<Answer: WireValue>(
        _ cell: Int, _ verb: PeerVerb, _ question: some WireValue, needed: Int,
        for type: Answer.Type
    ) async throws(IndexRefusal) -> [Answer] {
        let replicas = map.replicas(of: cell)
        var tally = QuorumTally(of: replicas.count, needed: needed)
        var found: [Answer] = []
        for await (server, answer) in await peers.askAll(replicas, verb, question, for: type) {
            switch answer {
            case .success(let value):
                found.append(value)
                tally.agree()
            case .failure(let refusal): tally.refuse(refusal, by: server)
            }
            if tally.isReached || tally.isOutOfReach { break }
        }
        guard tally.isReached else { throw .noQuorum(cell: cell, reason: tally.reason) }
        return found
    }
}
