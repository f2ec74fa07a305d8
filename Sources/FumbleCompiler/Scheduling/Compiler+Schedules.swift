internal import FumbleDocument
internal import FumbleModel
package import FumbleSchedule

extension Compiler {
    /// Reads a schedule of a folder; its experiments are read on their own.
    package func compileSchedule(
        _ bytes: [UInt8], path: String
    ) -> Result<CompiledSchedule, FileMistakes> {
        var diagnostics = Diagnostics()
        let sources = [SourceText(file: path, bytes: bytes)]
        let document = YAMLReader.read(bytes, file: path, diagnostics: &diagnostics)
        guard let root = document?.root,
            FileHeader.schedule.expect(in: root, diagnostics: &diagnostics)
        else { return .failure(FileMistakes(diagnostics: diagnostics, sources: sources)) }
        var reading = Reading(diagnostics: diagnostics)
        let written = WrittenSchedule.record.read(root, &reading)
        guard let written, reading.diagnostics.isEmpty else {
            return .failure(FileMistakes(diagnostics: reading.diagnostics, sources: sources))
        }
        return timetable(of: written.when, beside: path, sources: [(path, bytes)]).map {
            timetable in
            CompiledSchedule(
                name: written.name, when: written.when, timetable: timetable,
                experiments: written.experiments.map { FilePath.beside(path, $0.value) })
        }
    }

    /// Looks up the zone of a `when:`, and reads the calendars that it names.
    ///
    /// - Parameters:
    ///   - path: the file in which it stands.
    ///   - sources: the bytes of that file, for messages that quote it.
    package func timetable(
        of when: WrittenWhen, beside path: String, sources: [(path: String, bytes: [UInt8])]
    ) -> Result<Timetable, FileMistakes> {
        var diagnostics = Diagnostics()
        var texts = sources.map { SourceText(file: $0.path, bytes: $0.bytes) }
        let builder = TimetableBuilder(zones: zone, zoneNames: zoneNames) { name in
            let place = FilePath.beside(path, name)
            switch load(place) {
            case .success(let bytes): return .bytes(bytes, path: place)
            case .failure(let failure): return .failed(path: place, reason: failure.reason)
            }
        }
        guard let timetable = builder.build(when, &diagnostics, &texts), diagnostics.isEmpty else {
            return .failure(FileMistakes(diagnostics: diagnostics, sources: texts))
        }
        return .success(timetable)
    }

    private func zone(_ name: String) -> ZoneRules? {
        guard ZoneName.isPlain(name), case .success(let bytes) = load("\(zoneFolder)/\(name)")
        else {
            return nil
        }
        return ZoneFile.read(bytes, name: name)
    }

    /// The zones that have a place, as the database lists them.
    private func zoneNames() -> [String] {
        guard case .success(let bytes) = load("\(zoneFolder)/tzdata.zi") else { return [] }
        return ZoneName.all(in: String(decoding: bytes, as: UTF8.self))
    }
}

/// Names of time zones.
enum ZoneName {
    /// Whether it is a path below the folder of zones, and no way out of it.
    static func isPlain(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".")
                && part.utf8.allSatisfy { byte in
                    "_-+".utf8.contains(byte)
                        || byte < 0x80 && Character(UnicodeScalar(byte)).isLetter
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                }
        }
    }

    /// Zones and links in the text of the database: `Z Europe/Berlin ...`, `L Europe/Berlin Arctic/...`.
    static func all(in text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(separator: " ", maxSplits: 3)
            if words.count > 1, words[0] == "Z" { return String(words[1]) }
            if words.count > 2, words[0] == "L" { return String(words[2]) }
            return nil
        }
    }
}
