import Foundation
import FumbleDocument
import FumbleModel
import FumbleSchedule
import Testing

/// Files that lie beside these tests.
enum Resources {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Data")

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    static func bytes(ofZone name: String) -> [UInt8]? {
        (try? Data(contentsOf: folder.appending(path: "zones/\(name)"))).map { [UInt8]($0) }
    }

    static func zone(_ name: String) -> ZoneRules? {
        bytes(ofZone: name).flatMap { ZoneFile.read($0, name: name) }
    }
}

/// A `when:` read as it stands in a file, with what it makes of it.
enum Reads {
    struct Answer {
        let timetable: Timetable?
        let mistakes: [String]
    }

    /// - Parameters:
    ///   - yaml: what stands after `when:`, on one line.
    ///   - calendars: the text of every file that it names.
    static func when(_ yaml: String, calendars: [String: String] = [:]) -> Answer {
        var diagnostics = Diagnostics()
        let bytes = Array("when: \(yaml)\n".utf8)
        let root = YAMLReader.read(bytes, file: "a.yaml", diagnostics: &diagnostics)?.root
        var reading = Reading(diagnostics: diagnostics)
        let written = root?["when"].flatMap { node in
            reading.reading("when", at: nil) { WrittenWhen.shape.read(node, &$0) }
        }
        diagnostics = reading.diagnostics
        var sources: [SourceText] = []
        let builder = TimetableBuilder(
            zones: Resources.zone, zoneNames: { ["Europe/Berlin", "America/New_York"] },
            calendar: { name in
                calendars[name].map { .bytes(Array($0.utf8), path: name) }
                    ?? .failed(path: name, reason: "it does not exist")
            })
        let timetable = written.flatMap { builder.build($0, &diagnostics, &sources) }
        return Answer(
            timetable: timetable,
            mistakes: diagnostics.sorted.map { mistake in
                let help = mistake.help.map { " | \($0)" } ?? ""
                return "\(mistake.span.start) \(mistake.code.rawValue) \(mistake.message)\(help)"
            })
    }
}
