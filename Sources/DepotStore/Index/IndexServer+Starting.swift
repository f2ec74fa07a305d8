import NIOCore
import SystemPackage

/// How an index server comes to serve: it reads its log, checks it, applies it, and joins the others.
extension IndexServer {
    /// - Returns: the log, open for new records.
    func openLog() async throws -> LogWriter {
        try files.makeFolder()
        lock = try files.lock()
        let file = try files.openLog()
        let length = try await readOwnLog(file)
        isVerified = true
        isWhole = files.condition == .whole
        let log = LogWriter(
            file, length: length, waitsForDisk: settings.waitsForDisk, quota: files.quota,
            disk: disk, on: eventLoop)
        write(to: log)
        return log
    }

    /// Goes through the log three times, each at its own pace: to read it, to check it, to apply it.
    ///
    /// - Returns: the bytes of it that are good.
    private func readOwnLog(_ file: OpenFile) async throws -> Int {
        await health.enter(.load, .index)
        var total = 0
        var end = 0
        let defect = try await pass(file, pace: settings.load, total: nil) { frame in
            total += 1
            end = frame.offset + frame.size
            return true
        }
        await health.say("log \(total) records, \(end) bytes")
        await health.enter(.verify, .index)
        let damage = try await pass(file, pace: settings.verify, total: total) { $0.isIntact }
        let good = try await mend(file, damage ?? defect) ?? end
        await health.enter(.replay, .index)
        _ = try await pass(file, pace: settings.replay, total: total) { frame in
            let record = try IndexRecord(wire: frame.payload)
            apply(record)
            logRecords += 1
            return true
        }
        return good
    }

    /// One way through the log.
    ///
    /// - Parameter body: false where the record is not what was written; the log ends there.
    /// - Returns: what is wrong with the log.
    private func pass(
        _ file: OpenFile, pace: Double?, total: Int?, _ body: (LogFrame) throws -> Bool
    ) async throws -> LogDefect? {
        var reader = LogReader(file, disk: disk)
        let pacing = Pacing(pace, from: .now)
        var done = 0
        while reader.defect == nil {
            let frames = try await reader.next(atMost: pacing.step)
            if frames.isEmpty { break }
            for frame in frames where reader.defect == nil {
                if try !body(frame) { reader.refuse(frame) }
            }
            done += frames.count
            await health.progress(done, of: total ?? done, .index)
            if let pause = pacing.pause(before: done, at: .now) { try await timer.wait(for: pause) }
        }
        return reader.defect
    }

    /// Cuts off what is no log. A torn end is a write that nobody was told of; damage is told, and makes the server
    /// copy from the others before it serves.
    private func mend(_ file: OpenFile, _ defect: LogDefect?) async throws -> Int? {
        guard let defect else { return nil }
        switch defect {
        case .torn(let offset): await health.say("log torn at byte \(offset)")
        case .corrupt(let offset):
            await health.say("log corrupt at byte \(offset)")
            guard settings.replicas > 1 else {
                throw IndexFailure.corruptAlone(offset: offset)
            }
            try files.mark(.damaged)
        }
        try file.resize(to: Int64(defect.offset))
        files.quota.recount()
        return defect.offset
    }

    private func apply(_ record: IndexRecord) {
        tables[map.cell(of: record.name)]?.apply(record)
    }

    /// Writes a log of what there is in memory only, and goes on with that; nobody may be adding to it.
    func compact(_ log: LogWriter) async throws {
        let records = cells.flatMap { tables[$0]?.records() ?? [] }
        guard records.count < logRecords else { return }
        let files = files
        let (file, length) = try await disk.run {
            var bytes = ByteBuffer()
            for record in records { LogFrame.write(record, to: &bytes) }
            let file = try files.quota.add(bytes.readableBytes) {
                let file = try files.openNewLog()
                try bytes.withUnsafeReadableBytes { bytes in
                    _ = try file.writeAll(toAbsoluteOffset: 0, bytes)
                }
                try files.replaceLog(by: file)
                return file
            }
            files.quota.recount()
            return (file, bytes.readableBytes)
        }
        try await log.goOn(with: file, length: length)
        await health.say("log compacted from \(logRecords) to \(records.count) records")
        logRecords = records.count
    }
}
