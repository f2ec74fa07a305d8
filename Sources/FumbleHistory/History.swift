package import FumbleJournal
package import FumbleModel
import GRDB
package import SystemPackage

/// The runs of a journal over time, from an index that is kept beside them.
///
/// The index is a cache: everything in it comes from the run folders, and whatever is wrong with it -
/// gone, damaged, of another version, in use, not to be written - costs time and changes no answer.
package struct History: Sendable {
    /// By experiment, the oldest first.
    package let runs: [KeptRun]
    /// What the files of the runs say, each once.
    package let sources: [KeptSource]
    package let work: Work
    /// What was wrong with the index, in one sentence; nil: nothing.
    package let note: String?

    /// How many runs were found, and of how many a file was opened.
    package struct Work: Sendable, Hashable {
        package let found: Int
        package let read: Int
        package let forgotten: Int
    }

    /// Where the index of a journal lies; its name begins with a dot, so that it is no experiment's.
    package static func place(in journal: Journal) -> FilePath {
        journal.root.appending(".history.sqlite")
    }

    /// Brings the index up to date and reads it: only runs that are new or were changed are opened.
    ///
    /// - Throws: where the folder of the runs cannot be read.
    package static func read(
        _ journal: Journal, by examiner: RunExaminer
    ) throws(JournalError) -> History {
        let stubs = try journal.stubs()
        guard !stubs.isEmpty else {
            return History(
                runs: [], sources: [], work: Work(found: 0, read: 0, forgotten: 0), note: nil)
        }
        let refresh = Refresh(journal: journal, stubs: stubs, examiner: examiner)
        let place = place(in: journal)
        do {
            return try refresh.onDisk(at: place, note: nil)
        } catch let error as DatabaseError where error.isDamage {
            return retry(refresh, place, after: error)
        } catch {
            return refresh.withoutIndex(note: "\(place) is not used: \(reason(error))")
        }
    }

    /// A damaged index is made anew in its place.
    private static func retry(
        _ refresh: Refresh, _ place: FilePath, after first: DatabaseError
    ) -> History {
        do {
            try IndexFile.remove(place)
            return try refresh.onDisk(
                at: place, note: "\(place) was damaged (\(reason(first))), and is made anew")
        } catch {
            return refresh.withoutIndex(note: "\(place) is not used: \(reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "\(error.resultCode)"
    }
}

extension DatabaseError {
    /// Whether the file is none that can be used, whoever uses it.
    fileprivate var isDamage: Bool {
        [
            .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT,
            .SQLITE_SCHEMA, .SQLITE_FORMAT, .SQLITE_EMPTY,
        ].contains(resultCode)
    }
}

/// What a history cannot find out by itself: what files mean, and what the events of a run come to.
package struct RunExaminer: Sendable {
    /// What the files of a run say; the last is what names them.
    package let source: @Sendable (StoredSources, _ fleetKind: String, _ key: String) -> KeptSource
    /// The subsystems that a run restarted in full; asked only of runs in which some subsystem was
    /// down as a whole.
    package let restarted: @Sendable (Run, KeptSource) -> [String]

    package init(
        source:
            @escaping @Sendable (StoredSources, _ fleetKind: String, _ key: String)
            -> KeptSource,
        restarted: @escaping @Sendable (Run, KeptSource) -> [String]
    ) {
        self.source = source
        self.restarted = restarted
    }
}
