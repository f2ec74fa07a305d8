import FoundationEssentials
import FumbleModel
package import SystemPackage

/// Where the parts of one stored run lie.
package struct RunFolder: Sendable, Hashable {
    package let path: FilePath

    package init(_ path: FilePath) {
        self.path = path
    }

    package init(_ path: String) {
        self.init(FilePath(path))
    }

    /// The path as messages show it.
    package var text: String { path.string }

    package var experiment: FilePath { path.appending("experiment.yaml") }
    package var fleet: FilePath { path.appending("fleet.yaml") }
    package var record: FilePath { path.appending("run.json") }
    package var lines: FilePath { path.appending("run.jsonl") }
    package var verdict: FilePath { path.appending("verdict.json") }
    /// What real servers printed, arm by arm.
    var logs: FilePath { path.appending("logs") }

    func logs(of arm: Arm) -> FilePath { logs.appending(arm.rawValue) }

    static let logEnding = ".log"

    /// Every file that fumble puts there, and so the only ones that it removes.
    var files: [FilePath] { [experiment, fleet, record, lines, verdict] }
    /// What those are written as before they get their names.
    var drafts: [FilePath] { files.map(Disk.draft) }

    /// Whether somebody is at a run in it now; what cannot be read is no such run.
    var isGoingOn: Bool {
        guard let text = try? Disk().read(record, atMost: Journal.mostBytes) else { return false }
        return (try? JSONDecoder().decode(RunRecord.self, from: Data(text)))?.isGoingOn ?? false
    }

    /// What the run in it is of; nil: there is none, or it does not say.
    var owner: RunHeader? {
        let decoder = JSONDecoder()
        if let text = try? Disk().read(record, atMost: Journal.mostBytes),
            let record = try? decoder.decode(RunRecord.self, from: Data(text))
        {
            return record.header
        }
        guard let text = try? Disk().start(of: lines, atMost: Self.mostOfFirstLine) else {
            return nil
        }
        let first = text.prefix { $0 != UInt8(ascii: "\n") }
        return (try? decoder.decode(RunRecord.self, from: Data(first)))?.header
    }

    /// No first line of a record is longer: 1 MiB.
    private static let mostOfFirstLine = 1 << 20

    /// A name made safe as one part of a path: letters, digits, `-`, `_` and inner dots stay, the
    /// rest becomes `-`.
    static func component(_ name: String) -> String {
        let safe = name.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || ["-", "_", "."].contains(scalar) ? Character(scalar) : "-"
        }
        let text = String(safe.prefix(longest))
        return text.isEmpty || text.hasPrefix(".") ? "-" + text.drop { $0 == "." } : text
    }

    /// Characters of a name; four bytes each at most stay below the 255 of a file name.
    private static let longest = 60
}
