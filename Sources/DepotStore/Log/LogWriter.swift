import Glibc
import NIOCore
import SystemPackage

/// Adds records to a log; those that come while the disk is busy go to it together.
///
/// An actor, because many requests add at one time. It lives on the server's event loop.
actor LogWriter {
    /// The record is not in the log, and it can be tried again unless the log is broken.
    struct Refusal: Error {
        let reason: String
    }

    nonisolated let unownedExecutor: UnownedSerialExecutor
    private var file: OpenFile
    private let disk: DiskThread
    private let waitsForDisk: Bool
    private let quota: Quota
    private var length: Int
    private var pending = ByteBuffer()
    private var waiting: [CheckedContinuation<Void, any Error>] = []
    private var brokenBy: String?
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    /// - Parameter length: where the next record goes: the bytes of the log that are known to be good.
    init(
        _ file: OpenFile, length: Int, waitsForDisk: Bool, quota: Quota, disk: DiskThread,
        on eventLoop: any EventLoop
    ) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        self.file = file
        self.length = length
        self.waitsForDisk = waitsForDisk
        self.quota = quota
        self.disk = disk
        (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Returns when the record is in the log.
    func append(_ record: IndexRecord) async throws { try await append([record]) }

    /// Returns when the records are in the log, or none of them is.
    func append(_ records: [IndexRecord]) async throws {
        if let brokenBy { throw Refusal(reason: brokenBy) }
        for record in records { LogFrame.write(record, to: &pending) }
        waker.yield()
        try await withCheckedThrowingContinuation { waiting.append($0) }
    }

    /// Writes what is added, until the task is cancelled.
    func run() async {
        for await _ in wakes {
            while !waiting.isEmpty { await writePending() }
        }
        brokenBy = "the server is stopping"
        finish(waiting, with: .failure(Refusal(reason: "the server is stopping")))
        waiting = []
    }

    /// Goes on with another file, where nobody is adding.
    func goOn(with file: OpenFile, length: Int) throws {
        precondition(waiting.isEmpty, "a log is exchanged while it is written")
        try self.file.close()
        self.file = file
        self.length = length
    }

    func close() throws { try file.close() }

    private func writePending() async {
        let (batch, batchWaiting) = (pending, waiting)
        pending = ByteBuffer()
        waiting = []
        do {
            try await write(batch)
            length += batch.readableBytes
            finish(batchWaiting, with: .success(()))
        } catch {
            let refusal = Refusal(reason: "the log cannot be written: \(error)")
            await cutBack(refusal, isInDoubt: error is NotOnDisk)
            finish(batchWaiting, with: .failure(refusal))
        }
    }

    private func write(_ batch: ByteBuffer) async throws {
        let (file, length, waitsForDisk, quota) = (file, length, waitsForDisk, quota)
        try await disk.run {
            try quota.add(batch.readableBytes) {
                try batch.withUnsafeReadableBytes { bytes in
                    _ = try file.writeAll(toAbsoluteOffset: Int64(length), bytes)
                }
                if waitsForDisk, fdatasync(file.rawValue) != 0 {
                    throw NotOnDisk(reason: Errno(rawValue: errno))
                }
            }
        }
    }

    /// What was written may be on the disk, or parts of it.
    private struct NotOnDisk: Error, CustomStringConvertible {
        let reason: Errno

        var description: String { "\(reason)" }
    }

    /// Takes back what may have been written of a batch; a log that cannot be cut takes no more.
    ///
    /// After a failed wait for the disk nobody knows what it has (the kernel may have dropped the pages), so that
    /// ends the log too.
    private func cutBack(_ refusal: Refusal, isInDoubt: Bool) async {
        let (file, length) = (file, length)
        do {
            try await disk.run { try file.resize(to: Int64(length)) }
            if isInDoubt { brokenBy = refusal.reason }
        } catch {
            brokenBy = refusal.reason
        }
    }

    private func finish(
        _ waiting: [CheckedContinuation<Void, any Error>], with result: Result<Void, any Error>
    ) {
        for continuation in waiting { continuation.resume(with: result) }
    }
}
