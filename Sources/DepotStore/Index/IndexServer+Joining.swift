import FumbleModel

/// How an index server, its own log read, becomes one of its cells again.
extension IndexServer {
    /// Copies what it missed, and serves each cell as soon as that has a quorum in sight.
    func join(_ log: LogWriter) async throws {
        let isFresh = files.condition == .fresh
        try await becomeWhole(log)
        await health.say("index whole")
        var waiting = cells
        var isFirst = true
        while !waiting.isEmpty {
            for cell in waiting where watch.hasQuorum(of: cell, at: .now) {
                for other in watch.whole(of: cell, at: .now) {
                    _ = try await copy(cell, from: other, into: log)
                }
                if isFirst { try await warm(log) }
                isFirst = false
                serve(cell)
                waiting.removeAll { $0 == cell }
            }
            guard let cell = waiting.first else { break }
            let seen = watch.inSight(of: cell, at: .now)
            await health.enter(
                isFirst ? .replay : .warm, .index,
                note: "cell \(cell) has \(seen) of \(settings.quorum) in sight")
            try await timer.wait(for: Duration(network.heartbeat))
        }
        if isFresh { try await age(log) }
        await health.enter(.ready, .index)
    }

    /// What a server that has served for years has in its log, it has from its first day here.
    private func age(_ log: LogWriter) async throws {
        let records = AgedLog.records(0..<agedBy)
        try await log.append(records)
        logRecords += records.count
    }

    /// What a replica has of a cell in short: it differs in the parts that differ.
    func digest(of cell: Int) throws(PeerRefusal) -> CellDigest {
        CellDigest(of: try wholeTable(of: cell).records())
    }

    func records(in slot: CellSlot) throws(PeerRefusal) -> RecordList {
        let records = try wholeTable(of: slot.cell).records()
        return RecordList(records: records.filter { CellDigest.slot(of: $0.name) == slot.slot })
    }

    /// Goes on with what is in memory alone where nobody else serves: only a full restart makes a log short.
    private func warm(_ log: LogWriter) async throws {
        await health.enter(.warm, .index)
        if !watch.foundServing { try await compact(log) }
        for cell in cells { tables[cell]?.warm() }
    }

    /// A disk that may lack what it acknowledged copies from so many others that no quorum is without one of them.
    ///
    /// Where all others are there and have nothing, nothing was ever kept; a damaged disk had something.
    private func becomeWhole(_ log: LogWriter) async throws {
        let needed = settings.replicas - settings.quorum + 1
        var copied: [Int: Set<String>] = [:]
        while !isWhole {
            for cell in cells {
                for other in watch.whole(of: cell, at: .now)
                where copied[cell]?.contains(other) != true {
                    if try await copy(cell, from: other, into: log) {
                        copied[cell, default: []].insert(other)
                    }
                }
            }
            let mayBegin = files.condition == .fresh
            isWhole = cells.allSatisfy { cell in
                (copied[cell]?.count ?? 0) >= needed
                    || mayBegin && watch.areAllEmpty(of: cell, at: .now)
            }
            if isWhole {
                try files.mark(.whole)
            } else {
                await health.enter(
                    .replay, .index, note: "it has to copy from \(needed) others that have it all")
                try await timer.wait(for: Duration(network.heartbeat))
            }
        }
    }

    /// - Returns: whether the other has told all that it has.
    private func copy(
        _ cell: Int, from other: String, into log: LogWriter
    ) async throws -> Bool {
        do throws(PeerRefusal) {
            let theirs = try await peers.ask(other, .indexDigest, cell, for: CellDigest.self)
            let own = CellDigest(of: tables[cell]?.records() ?? [])
            var count = 0
            for slot in theirs.differing(from: own) {
                let question = CellSlot(cell: cell, slot: slot)
                let list = try await peers.ask(
                    other, .indexCopy, question, for: RecordList.self)
                for record in list.records where isNews(record, in: cell) {
                    try await keepCopied(record, in: cell, log)
                    count += 1
                }
            }
            if count > 0 { await health.say("copied \(count) records from \(other)") }
            return true
        } catch {
            if case .failed(let reason) = error { await health.say("not copied: \(reason)") }
            return false
        }
    }

    private func isNews(_ record: IndexRecord, in cell: Int) -> Bool {
        guard let known = tables[cell]?[record.name] else { return true }
        return known.version < record.entry.version
    }

    private func keepCopied(
        _ record: IndexRecord, in cell: Int, _ log: LogWriter
    ) async throws(PeerRefusal) {
        do {
            try await log.append(record)
        } catch {
            throw .failed((error as? LogWriter.Refusal)?.reason ?? "\(error)")
        }
        logRecords += 1
        tables[cell]?.apply(record)
    }

    private func wholeTable(of cell: Int) throws(PeerRefusal) -> CellTable {
        guard isVerified, isWhole else { throw .notServing("starting") }
        guard let table = tables[cell] else { throw .malformed }
        return table
    }
}
