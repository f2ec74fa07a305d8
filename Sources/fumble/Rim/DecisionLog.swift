internal import FoundationEssentials
internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel
internal import Glibc
internal import SystemPackage

/// The decisions of `fumble guard`, a line of JSON each: what was said, and what guards that count what
/// went before know of it.
///
/// What was allowed is taken to have been done, unless a snapshot is newer. One caller at a time has the log, from reading it to
/// writing its own decision: of two operators at once the second sees what the first was allowed.
struct DecisionLog {
    let path: String
    private let file: FileDescriptor

    /// Bytes that are read at one time, from the end.
    private static let piece = 1 << 16

    /// Makes the log where there is none, and waits for whoever has it.
    init(_ path: String) throws(Errno) {
        self.path = path
        do {
            file = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .append, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw error as? Errno ?? .ioError
        }
        while flock(file.rawValue, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
    }

    /// What was allowed on a fleet.
    ///
    /// - Parameters:
    ///   - wall: the time of day, in microseconds since 1970.
    ///   - now: the same instant in the fleet's time.
    ///   - back: how far back anybody asks who counts.
    ///   - seen: how long ago somebody looked at the fleet; nil: nobody did, and all of it is unseen.
    func recall(
        _ fleet: FleetSpec, wall: Int64, at now: Instant, back: TimeSpan, seen: TimeSpan?
    ) throws -> DoneBefore {
        var found = DoneBefore.nothing
        // A log tells seconds: of what was allowed within one nobody can have seen the end.
        let unseen = seen.map { $0 + .seconds(1) }
        var lines = try LinesFromTheEnd(file, piece: Self.piece)
        while let line = try lines.next() {
            guard let entry = Decision(line.bytes) else {
                throw mistake(at: line.offset)
            }
            let age = TimeSpan(microseconds: max(0, wall - Int64(entry.seconds) * 1_000_000))
            if let unseen, age > max(back, unseen) { break }
            guard entry.fleet == fleet.name, let changes = entry.changes(of: fleet) else {
                continue
            }
            let isUnseen = unseen.map { age <= $0 } ?? true
            if isUnseen { found.changes += changes.reversed() }
            guard entry.counted > 0, found.ledger.count < Self.mostCounted else { continue }
            let seenAt = seen.map { now - $0 }
            var at = now - age
            if isUnseen, let seenAt, at <= seenAt {
                at = min(now, seenAt + TimeSpan(microseconds: 1))
            }
            found.ledger.append(
                FleetView.Removal(
                    at: at, servers: entry.counted,
                    bySubsystem: fleet.subsystems.map { entry.actedOn[$0.name] ?? 0 }))
        }
        return DoneBefore(ledger: found.ledger.reversed(), changes: found.changes.reversed())
    }

    /// The most removals that are counted; what was allowed before them is only taken to be gone.
    private static let mostCounted = 32_768

    /// Adds a decision, in one write.
    func append(_ preflight: Preflight, wall: Int64) throws(Errno) {
        guard case .object(let members) = preflight.json else { return }
        let at = RunName.time(time_t(wall / 1_000_000))
        let line = JSONValue.object([("at", .string(at))] + members).compact + "\n"
        do {
            try file.writeAll(line.utf8)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// What stands there is no decision, and what it was nobody knows: the memory has a hole.
    private func mistake(at offset: Int) -> any Error {
        let before = (try? Files.readWhole(path))?.prefix(offset) ?? []
        let number = before.count { $0 == UInt8(ascii: "\n") } + 1
        let place = SourcePosition(file: path, line: number, column: 1)
        var diagnostics = Diagnostics()
        diagnostics.report(
            .wrongFileKind, at: SourceSpan(start: place, end: place),
            "this line is no decision of `fumble guard`, and what was allowed is read from here",
            help: "mend or remove the line, or name another log")
        return FileMistakes(diagnostics: diagnostics, sources: [])
    }
}

/// What of a decision is remembered.
private struct Decision {
    let seconds: time_t
    let fleet: String
    let counted: Int
    let actedOn: [String: Int]
    private let became: [String: [String]]?

    /// What became of servers; nil: of none.
    func changes(of fleet: FleetSpec) -> [DoneBefore.Change]? {
        let changes = Life.allCases.compactMap { life -> DoneBefore.Change? in
            became?["\(life)"].flatMap { ServerRanges.servers($0, in: fleet) }
                .map { .became(life, $0) }
        }
        if !changes.isEmpty { return changes }
        // Logged before it was written down which, or by a fleet that had others.
        let bySubsystem = fleet.subsystems.map { actedOn[$0.name] ?? 0 }
        return counted > 0 ? [.went(counted, bySubsystem: bySubsystem)] : nil
    }

    init?(_ line: [UInt8]) {
        guard let told = try? JSONDecoder().decode(Told.self, from: Data(line)),
            told.schema == "fumble.guard/1", let seconds = RunName.seconds(of: told.at)
        else { return nil }
        self.seconds = seconds
        fleet = told.fleet
        counted = told.counted
        became = told.became
        actedOn = Dictionary(
            told.subsystems.map { ($0.subsystem, $0.actedOn) }, uniquingKeysWith: max)
    }

    private struct Told: Decodable {
        let at: String
        let schema: String
        let fleet: String
        let counted: Int
        /// Decisions were logged without it once.
        let became: [String: [String]]?
        let subsystems: [Subsystem]

        struct Subsystem: Decodable {
            let subsystem: String
            let actedOn: Int

            enum CodingKeys: String, CodingKey {
                case subsystem
                case actedOn = "acted_on"
            }
        }
    }
}

/// The lines of a file, the last first, read no further back than they are asked for.
private struct LinesFromTheEnd {
    private let file: FileDescriptor
    private let piece: Int
    /// What was read and not handed out, and where in the file it begins.
    private var bytes: [UInt8] = []
    private var start: Int

    init(_ file: FileDescriptor, piece: Int) throws {
        self.file = file
        self.piece = piece
        start = Int(try file.seek(offset: 0, from: .end))
    }

    /// The line before; nil: there is none. Empty ones are left out.
    mutating func next() throws -> (offset: Int, bytes: [UInt8])? {
        while true {
            while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
            if let end = bytes.lastIndex(of: UInt8(ascii: "\n")) {
                let line = Array(bytes[(end + 1)...])
                bytes.removeSubrange(end...)
                return (start + end + 1, line)
            }
            guard start > 0 else { break }
            try readBack()
        }
        defer { bytes = [] }
        return bytes.isEmpty ? nil : (0, bytes)
    }

    private mutating func readBack() throws {
        let count = min(piece, start)
        var before = [UInt8](repeating: 0, count: count)
        var read = 0
        while read < count {
            let more = try before.withUnsafeMutableBytes { buffer in
                try file.read(
                    fromAbsoluteOffset: Int64(start - count + read),
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[read...]))
            }
            guard more > 0 else { throw Errno.ioError }
            read += more
        }
        start -= count
        bytes = before + bytes
    }
}
