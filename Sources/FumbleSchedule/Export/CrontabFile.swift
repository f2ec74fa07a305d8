/// A crontab.
///
/// Cron goes by the clocks of its machine, and most crons know no other zone. So it looks at quarters
/// of an hour, which every zone has in common, at all hours: a line that begins at every hour is also
/// the one kind that cron does not move when clocks change.
enum CrontabFile {
    static func file(for item: ExportItem, from start: Moment) -> ExportFile {
        let comment =
            item.comment + [
                "cron knows the machine's zone only, which may change: it looks every quarter of an hour.",
                "Check it with `crontab -n FILE`; add it to yours with `crontab -l | cat - FILE | crontab -`.",
            ]
        let words = [item.program] + item.arguments
        let command = "cd \(quoted(item.folder)) && \(words.map(quoted).joined(separator: " "))"
        let line = "\(CronFields.text(LookTimes.anywhere(item.timetable, from: start))) \(command)"
        return ExportFile(
            name: "fumble-\(item.name).crontab",
            text: comment.map { "# \($0)\n" }.joined() + line + "\n")
    }

    /// For the shell, and for cron, which takes `%` for a line end.
    static func quoted(_ word: String) -> String {
        Quoted.shell(word).split(separator: "%", omittingEmptySubsequences: false)
            .joined(separator: "\\%")
    }
}
