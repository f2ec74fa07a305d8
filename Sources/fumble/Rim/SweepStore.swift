internal import ArgumentParser
internal import FumbleJournal
internal import FumbleModel
internal import SystemPackage

/// Where sweeps are kept, and how one of them is named.
enum SweepStore {
    static let root = FilePath("Reports/sweeps")

    /// A new folder for a sweep that begins now.
    static func newFolder(for experiment: String, seed: UInt64) -> SweepFolder {
        let parent = root.appending(experiment)
        let name = RunName.now(seed: seed)
        var place = 1
        while true {
            let path = parent.appending(place == 1 ? name : "\(name)-\(place)")
            if !Files.exists(path.string) { return SweepFolder(path) }
            place += 1
        }
    }

    /// The newest sweep of an experiment; nil: there is none.
    static func newest(of experiment: String) -> SweepFolder? {
        let parent = root.appending(experiment)
        return SweepFiles.names(in: parent).compactMap { name -> (RunStart, SweepFolder)? in
            let folder = SweepFolder(parent.appending(name))
            return folder.start.map { ($0, folder) }
        }.max { $0.0 < $1.0 }?.1
    }
}

/// What lies in a folder, where a folder that is not there is one with nothing in it.
enum SweepFiles {
    static func names(in folder: FilePath) -> [String] {
        do throws(Errno) {
            return try Files.names(in: folder.string).sorted()
        } catch {
            return []
        }
    }
}
