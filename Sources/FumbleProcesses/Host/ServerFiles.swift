import FumbleModel
import Glibc

/// The folders and files of a fleet's servers.
struct ServerFiles: Sendable {
    let layout: Layout
    /// The folder of the fleet file.
    let base: String

    /// - Parameter base: the folder that relative paths count from; empty: this process' own.
    init(layout: Layout, base: String) {
        self.layout = layout
        self.base = base.isEmpty ? "." : base
    }

    /// Makes each server's folder, with its files in it.
    ///
    /// - Parameter view: where what the servers see is seen.
    /// - Throws: what could not be read, made or written, and why.
    func make(for server: Int, below view: String) throws(FleetError) {
        let folder = view + layout.folder(of: server)
        try makeFolder(folder)
        for file in layout.program(of: server)?.files ?? [] {
            let text = String(decoding: try read("\(base)/\(file.from)"), as: UTF8.self)
            let placed: PlacedText
            do throws(PlacedText.Mistake) {
                placed = try PlacedText.read(text)
            } catch {
                throw .didNothing("\(file.from) has no place `{\(error.word)}`")
            }
            if let secret = placed.secrets.first {
                throw .didNothing(
                    "\(file.from) has `{\(secret)}`: a secret is handed over in `environment:`")
            }
            let filled = layout.filled(placed, for: server)
            let path = "\(folder)/\(file.to)"
            if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
            try write(Array(filled.utf8), to: path)
        }
    }

    /// Makes a folder and those it lies in.
    func makeFolder(_ path: String) throws(FleetError) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
                throw .didNothing("\(made) cannot be made: \(Keeper.words(errno))")
            }
        }
    }

    func read(_ path: String) throws(FleetError) -> [UInt8] {
        guard let bytes = Self.bytes(of: path, from: 0) else {
            throw .didNothing("\(path) cannot be read: \(Keeper.words(errno))")
        }
        return bytes
    }

    func write(_ bytes: [UInt8], to path: String) throws(FleetError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            throw .didNothing("\(path) cannot be written: \(Keeper.words(errno))")
        }
        defer { Glibc.close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard written > 0 || errno == EINTR else {
                throw .didNothing("\(path) cannot be written: \(Keeper.words(errno))")
            }
            rest = rest.dropFirst(max(written, 0))
        }
    }

    /// The most of a file that is read at a time, where nothing else is said.
    private static let usual = 1 << 20

    /// How long a file is; nil: there is none.
    static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// What stands in a file from a place on, at most so much of it; nil: it cannot be read.
    static func bytes(of path: String, from place: Int, atMost most: Int = usual) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { Glibc.close(file) }
        var bytes = [UInt8](repeating: 0, count: most)
        let got = pread(file, &bytes, most, off_t(place))
        return got < 0 ? nil : Array(bytes.prefix(got))
    }

    /// All of a file that the kernel makes while it is read, a piece at a time; empty: it cannot be read.
    static func kernelText(_ path: String) -> String {
        var bytes: [UInt8] = []
        while let piece = Self.bytes(of: path, from: bytes.count), !piece.isEmpty { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The first of what a program printed; empty: nothing, or it cannot be read.
    static func beginning(of log: String, atMost most: Int) -> String {
        String(decoding: bytes(of: log, from: 0, atMost: most) ?? [], as: UTF8.self)
    }

    /// The last line of what a program printed, for a message; nil: it printed nothing.
    static func lastLine(of log: String) -> String? {
        guard let size = size(of: log) else { return nil }
        return bytes(of: log, from: max(0, size - 4_096)).flatMap { bytes in
            String(decoding: bytes, as: UTF8.self)
                .split(whereSeparator: \.isNewline).last.map { String($0.prefix(200)) }
        }
    }
}
