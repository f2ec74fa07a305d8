import NIOCore
import SystemPackage

/// Reads a log from its beginning, once; it holds a piece of it in memory, never the whole.
struct LogReader {
    private let file: OpenFile
    private let disk: DiskThread
    private var splitter = LogSplitter()
    private var position = 0
    private var isAtEnd = false

    private static let piece = 256 << 10

    init(_ file: OpenFile, disk: DiskThread) {
        self.file = file
        self.disk = disk
    }

    /// What is wrong with the log, as far as it was read.
    var defect: LogDefect? { splitter.defect }

    /// The next records; none at the end, or at a defect.
    mutating func next(atMost limit: Int) async throws -> [LogFrame] {
        var frames: [LogFrame] = []
        while frames.count < limit {
            if let frame = splitter.next() {
                frames.append(frame)
            } else if isAtEnd || splitter.defect != nil {
                break
            } else {
                try await readPiece()
            }
        }
        return frames
    }

    mutating func refuse(_ frame: LogFrame) { splitter.refuse(frame) }

    private mutating func readPiece() async throws {
        let (file, position) = (file, position)
        let piece = try await disk.run {
            var piece = ByteBuffer()
            try piece.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.piece) { space in
                try file.read(fromAbsoluteOffset: Int64(position), into: space)
            }
            return piece
        }
        self.position += piece.readableBytes
        if piece.readableBytes == 0 {
            isAtEnd = true
            splitter.end()
        } else {
            splitter.add(piece)
        }
    }
}
