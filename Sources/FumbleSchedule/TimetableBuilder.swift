package import FumbleDocument
internal import FumbleModel

/// Makes a timetable of what is written: looks up its zone, and reads its calendars.
package struct TimetableBuilder {
    /// The zone of a name; nil: there is none.
    private let zones: (String) -> ZoneRules?
    /// Names of zones, for hints; empty where the machine has no zones at all.
    private let zoneNames: () -> [String]
    /// The bytes of a calendar, and its path; nil after saying why not.
    private let calendar: (String) -> Loaded

    package enum Loaded {
        case bytes([UInt8], path: String)
        case failed(path: String, reason: String)
    }

    package init(
        zones: @escaping (String) -> ZoneRules?, zoneNames: @escaping () -> [String],
        calendar: @escaping (String) -> Loaded
    ) {
        self.zones = { $0 == "UTC" ? .utc : zones($0) }
        self.zoneNames = zoneNames
        self.calendar = calendar
    }

    /// The timetable, or nil after reporting what is wrong.
    package func build(
        _ written: WrittenWhen, _ diagnostics: inout Diagnostics, _ sources: inout [SourceText]
    ) -> Timetable? {
        var neverOn: [NeverOn] = []
        for file in written.neverOn {
            if let read = read(file, &diagnostics, &sources) { neverOn.append(read) }
        }
        guard let zone = zone(written.zone, &diagnostics),
            neverOn.count == written.neverOn.count
        else { return nil }
        let timetable = Timetable(
            written.recurrence, text: written.at.text, zone: zone, windows: written.windows,
            neverOn: neverOn)
        return isEverDue(timetable, written, &diagnostics) ? timetable : nil
    }

    private func zone(_ name: Located<String>?, _ diagnostics: inout Diagnostics) -> ZoneRules? {
        guard let name else { return .utc }
        if let zone = zones(name.value) { return zone }
        let known = zoneNames()
        diagnostics.report(
            .unknownTimeZone, at: name.span,
            "there is no time zone `\(name.value)` on this machine",
            help: known.isEmpty
                ? "this machine has no time zones: install `tzdata`"
                : NearestWord.nearest(to: name.value, among: known).map { "did you mean `\($0)`?" }
                    ?? "zones are named as in Europe/Berlin")
        return nil
    }

    private func read(
        _ file: Located<String>, _ diagnostics: inout Diagnostics, _ sources: inout [SourceText]
    ) -> NeverOn? {
        switch calendar(file.value) {
        case .failed(let path, let reason):
            diagnostics.report(
                .fileMissing, at: file.span, "the calendar `\(path)` cannot be read: \(reason)",
                help: "the path counts from the folder of this file")
            return nil
        case .bytes(let bytes, let path):
            do throws(CalendarMistake) {
                return try CalendarReader.read(bytes, file: file.value, zones: zones)
            } catch {
                sources.append(SourceText(file: path, bytes: bytes))
                let place = SourcePosition(file: path, line: error.line, column: 1)
                diagnostics.report(
                    .unreadableCalendar, at: SourceSpan(start: place, end: place), error.message,
                    help: error.help)
                return nil
            }
        }
    }

    /// Dates looked at for one within a window: more than two weeks of minutes, after which a week of
    /// windows has come round.
    private static let mostDates = 25_000

    private func isEverDue(
        _ timetable: Timetable, _ written: WrittenWhen, _ diagnostics: inout Diagnostics
    ) -> Bool {
        var hasDate = false
        for date in timetable.withoutCalendars.dates(from: Moment(seconds: 0)).prefix(
            Self.mostDates)
        {
            hasDate = true
            if date.skip == nil { return true }
        }
        diagnostics.report(
            .neverDue, at: written.at.span,
            hasDate
                ? "no time of `\(written.at.text)` lies in a window"
                : "`\(written.at.text)` comes on no day of a hundred years",
            help: hasDate ? "widen the window, or move the time" : nil)
        return false
    }
}
