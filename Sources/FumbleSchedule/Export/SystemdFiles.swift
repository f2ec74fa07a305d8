/// A timer of systemd, and the service that it starts.
enum SystemdFiles {
    static func files(for item: ExportItem, from start: Moment) -> [ExportFile] {
        let looks = LookTimes.local(item.timetable, from: start)
        let times = looks.lines.flatMap { calendar($0, zone: looks.zone) }
        let comment = item.comment.map { "# \($0)\n" }.joined()
        let timer = """
            [Unit]
            Description=When fumble looks whether \(escaped(item.name)) is due

            [Timer]
            \(times.map { "OnCalendar=\($0)" }.joined(separator: "\n"))
            AccuracySec=1s
            # A date that was missed while the machine was off is missed.
            Persistent=false
            Unit=fumble-\(item.name).service

            [Install]
            WantedBy=timers.target

            """
        let words = [item.program] + item.arguments
        let service = """
            [Unit]
            Description=fumble runs \(escaped(item.name)) if it is due

            [Service]
            Type=oneshot
            WorkingDirectory=\(escaped(item.folder))
            ExecStart=\(words.map(quoted).joined(separator: " "))

            """
        return [
            ExportFile(name: "fumble-\(item.name).timer", text: comment + timer),
            ExportFile(name: "fumble-\(item.name).service", text: comment + service),
        ]
    }

    /// `Tue *-01,04,07,10-01..07 10:00:00 Europe/Berlin`: here weekday and day must both fit.
    private static func calendar(_ line: LookTimes.Line, zone: String) -> [String] {
        let weekdays =
            line.weekdays == Weekday.all
            ? "" : names(line.weekdays) + " "
        let months = line.months == Months.all ? "*" : CronFields.ranges(line.months, dash: "..")
        let days =
            line.days == DayPattern.allDays ? "*" : CronFields.ranges(line.days, dash: "..")
        let clock: String
        if let first = line.minutes.first {
            let hours = CronFields.ranges(NumberSet(line.minutes.map { $0 / 60 }), dash: "..")
            clock = "\(hours):\(TwoDigits.of(first % 60)):00"
        } else {
            let minutes = CronFields.ranges(line.minutesOfHour, dash: "..")
            clock = "*:\(line.minutesOfHour.count == 60 ? "*" : minutes):00"
        }
        return ["\(weekdays)*-\(months)-\(days) \(clock) \(zone)"]
    }

    private static func names(_ weekdays: NumberSet) -> String {
        weekdays.ranges.map { range in
            let (first, last) = (
                Weekday.allCases[range.lowerBound].short, Weekday.allCases[range.upperBound].short
            )
            return range.count == 1 ? first : "\(first)\(range.count == 2 ? "," : "..")\(last)"
        }.joined(separator: ",")
    }

    /// systemd replaces what follows `%`, systemd.unit(5).
    private static func escaped(_ text: String) -> String {
        text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
    }

    /// A word of a command line, systemd.service(5).
    private static func quoted(_ word: String) -> String {
        var text = ""
        for character in escaped(word) {
            switch character {
            case "\\", "\"": text += "\\\(character)"
            case "$": text += "$$"
            default: text.append(character)
            }
        }
        return text.contains(where: { $0.isWhitespace || "'\";".contains($0) }) || text.isEmpty
            ? "\"\(text)\"" : text
    }
}
