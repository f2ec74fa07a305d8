import Glibc
import NIOCore
import SystemPackage

/// Keeps the bytes of objects, each blob in a file of its own, checked whenever it is read.
///
/// Files are spread over 256 folders, each made with the first blob in it. A file is written beside and then named, so that there is no half of one.
struct StorageServer: Sendable {
    private let folder: FilePath
    private let quota: Quota
    private let disk: DiskThread
    private let waitsForDisk: Bool

    /// - Parameter quota: what the folder that it lies in may hold.
    init(folder: FilePath, quota: Quota, disk: DiskThread, waitsForDisk: Bool) {
        self.folder = folder
        self.quota = quota
        self.disk = disk
        self.waitsForDisk = waitsForDisk
    }

    func start() async throws {
        let folder = folder
        try await disk.run { try Folders.make(folder) }
    }

    func keep(_ bytes: ByteBuffer, as blob: BlobID) async throws(PeerRefusal) {
        let path = path(of: blob)
        let (waitsForDisk, quota) = (waitsForDisk, quota)
        do {
            try await disk.run {
                try quota.add(BlobFile.headerSize + bytes.readableBytes) {
                    try Self.write(bytes, to: path, waitsForDisk: waitsForDisk)
                }
            }
        } catch {
            throw .failed("\(error)")
        }
    }

    func read(_ blob: BlobID) async throws(PeerRefusal) -> ByteBuffer {
        let path = path(of: blob)
        do {
            return try await disk.run { try BlobFile.bytes(of: try Self.read(path)) }
        } catch {
            throw .failed(error is BlobFile.Damaged ? "the blob is damaged" : "\(error)")
        }
    }

    func remove(_ blob: BlobID) async throws(PeerRefusal) {
        let (path, quota) = (path(of: blob), quota)
        do {
            try await disk.run { try quota.remove(path) }
        } catch {
            throw .failed("\(error)")
        }
    }

    /// The last digits count up, and so spread evenly; the first are those of one placement server.
    private func path(of blob: BlobID) -> FilePath {
        folder.appending(String(blob.text.suffix(2))).appending(blob.text)
    }

    private static func write(_ bytes: ByteBuffer, to path: FilePath, waitsForDisk: Bool) throws {
        try Folders.make(path.removingLastComponent())
        let part = FilePath(path.string + ".part")
        let file = try OpenFile.open(
            part, .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        do {
            try file.closeAfter {
                for piece in [BlobFile.header(of: bytes), bytes] {
                    _ = try piece.withUnsafeReadableBytes { try file.writeAll($0) }
                }
                if waitsForDisk, fdatasync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
            }
            try Folders.rename(part, to: path)
        } catch {
            // Half a file would keep its place on a disk that may have none left.
            _ = part.withPlatformString(unlink)
            throw error
        }
    }

    private static func read(_ path: FilePath) throws -> ByteBuffer {
        let file = try OpenFile.open(path, .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var bytes = ByteBuffer()
            let size = Int(try file.seek(offset: 0, from: .end))
            while bytes.readableBytes < size {
                let position = Int64(bytes.readableBytes)
                let count = try bytes.writeWithUnsafeMutableBytes(
                    minimumWritableBytes: size - bytes.readableBytes
                ) { try file.read(fromAbsoluteOffset: position, into: $0) }
                if count == 0 { break }
            }
            return bytes
        }
    }
}
