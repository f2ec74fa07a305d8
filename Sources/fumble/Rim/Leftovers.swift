internal import FumbleJournal
internal import FumbleModel
internal import FumbleProcesses
internal import Glibc
internal import SystemPackage

/// What is left of a run on real processes whose runner and keeper were both killed: the folder of its
/// servers, and the control groups that it names, since the kernel ends the servers themselves.
struct Leftover {
    let folder: FilePath
    /// nil: the runner was killed before it could say what it runs.
    let note: Leftovers.Note?
    private let groups: Int

    init(_ folder: FilePath) {
        self.folder = folder
        let text = try? Files.read(folder.appending(KeptServers.note).string)
        note = text.flatMap { Leftovers.Note(text: String(decoding: $0, as: UTF8.self)) }
        groups = KeptServers.groups(of: folder.string).count
    }

    /// `/tmp/fumble-servers-12-34 and 3 control groups`.
    var things: String {
        groups == 0
            ? folder.string
            : "\(folder) and \(groups) control group\(groups == 1 ? "" : "s")"
    }

    /// One sentence without its end.
    var words: String {
        let began = note?.began.map { ", begun \($0) UTC," } ?? ""
        let experiment = note?.experiment ?? "an unknown experiment"
        return "a run of \(experiment)\(began) was killed with its keeper and left \(things)"
    }
}

/// All that runs on real processes left behind.
enum Leftovers {
    private static let prefix = "fumble-servers-"

    /// Where servers have their folders while this runner's run lasts: named for the process and the
    /// instant at which it was started, so that another one with the same number is not taken for it.
    static var ownFolder: FilePath {
        base.appending("\(prefix)\(getpid())-\(RunnerName.own?.started ?? "0")")
    }

    private static var base: FilePath { FilePath(Files.temporary) }

    /// Says what is left, on standard error, whoever asked for something else.
    ///
    /// - Parameter help: what is said of each behind that.
    static func warn(help: String = ": `fumble recover` removes it") {
        for left in find() { Console.note("fumble: warning: \(left.words)\(help)") }
    }

    /// What runners left that are no more.
    static func find() -> [Leftover] {
        guard let entries = try? Files.names(in: base.string) else { return [] }
        return entries.sorted().filter { $0.hasPrefix(prefix) }.filter { name in
            let parts = name.dropFirst(prefix.count).split(separator: "-")
            guard parts.count == 2, let pid = Int32(parts[0]) else { return false }
            return !RunnerName(pid: pid, started: String(parts[1])).isAlive
        }.map { Leftover(base.appending($0)) }
    }

    /// What lies beside servers to say what they are of.
    struct Note {
        let experiment: String
        /// The time of day as names of runs have it; empty: unknown.
        private let time: String
        /// nil: the run is written nowhere.
        let run: RunFolder?

        init(experiment: String, run: RunFolder?) {
            self.experiment = experiment
            time = RunName.time(Glibc.time(nil))
            self.run = run.map { folder in
                folder.text.hasPrefix("/")
                    ? folder
                    : RunFolder(FilePath(ThisBinary.workingFolder).appending(folder.text))
            }
        }

        /// - Returns: nil: it was not written whole.
        init?(text: String) {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.count == 4 else { return nil }
            experiment = String(lines[0])
            time = String(lines[1])
            run = lines[2].isEmpty ? nil : RunFolder(String(lines[2]))
        }

        var began: RunMoment? { RunMoment(runName: time) }

        var text: String { "\(experiment)\n\(time)\n\(run?.text ?? "")\n" }
    }
}
