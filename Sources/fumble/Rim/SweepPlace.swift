internal import ArgumentParser
internal import FumbleJournal
internal import FumbleModel
internal import SystemPackage

/// Where a sweep is kept: a new folder, or one in which it goes on.
struct SweepPlace {
    private let record: SweepRecord
    private let out: String?
    private let resume: Bool
    private let isQuiet: Bool

    init(_ record: SweepRecord, out: String?, resume: Bool, isQuiet: Bool) {
        self.record = record
        self.out = out
        self.resume = resume
        self.isQuiet = isQuiet
    }

    struct Opened {
        let folder: SweepFolder
        /// nil: it could not be written, and the sweep is told but not kept.
        let lines: SweepLines?
        /// Runs that were finished before.
        let known: [SeedVerdict]
    }

    /// Where the disk refuses, the sweep goes on without it; where something else is there it is
    /// refused, before anything is run.
    func open() throws -> Opened {
        let folder = try folder()
        do throws(JournalError) {
            let lines = try folder.begin(record)
            let known = try folder.seeds(of: record.header)
            if !known.isEmpty, !isQuiet {
                Console.note(
                    "fumble: going on in \(folder.text): \(known.count) runs are finished")
            }
            return Opened(folder: folder, lines: lines, known: known)
        } catch {
            Console.note("fumble: \(error)")
            guard [.notWritten, .notMade].contains(error.what) else {
                throw ExitCode(
                    error.what == .taken
                        ? ExitStatus.usage.rawValue : ExitStatus.unrecorded.rawValue)
            }
            Console.note("fumble: the sweep is run and told, but not kept")
            return Opened(folder: folder, lines: nil, known: [])
        }
    }

    /// - Returns: nothing where all is on disk.
    func finish(_ opened: Opened, _ verdict: String) -> [ExitStatus] {
        do throws(JournalError) {
            try opened.lines?.sync()
            try opened.folder.write(verdict: Array(verdict.utf8))
            return []
        } catch {
            Console.note("fumble: \(error)")
            return [.unrecorded]
        }
    }

    private func folder() throws -> SweepFolder {
        if let out { return SweepFolder(out) }
        guard resume else {
            return SweepStore.newFolder(
                for: record.header.experiment, seed: record.firstSeed)
        }
        guard let newest = SweepStore.newest(of: record.header.experiment) else {
            throw ValidationError(
                "there is no sweep of '\(record.header.experiment)' below \(SweepStore.root) "
                    + "to go on with")
        }
        return newest
    }
}
