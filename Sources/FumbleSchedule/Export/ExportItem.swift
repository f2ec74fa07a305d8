/// One schedule, and the command by which a scheduler carries it out.
package struct ExportItem: Sendable {
    /// Lower-case letters, digits, `-`, `_` and `.`: what the files are named for.
    package let name: String
    /// The file that says when.
    package let source: String
    package let timetable: Timetable
    /// The program's path, and what stands before its options.
    package let program: String
    /// What stands after the program.
    package let arguments: [String]
    /// Where it is started.
    package let folder: String
    /// Seconds that it may be late.
    package let late: Int
    /// What two runs must not be on at one time.
    package let fleet: String

    package init(
        name: String, source: String, timetable: Timetable, program: String, arguments: [String],
        folder: String, late: Int, fleet: String
    ) {
        self.name = name
        self.source = source
        self.timetable = timetable
        self.program = program
        self.arguments = arguments
        self.folder = folder
        self.late = late
        self.fleet = fleet
    }

    /// For the head of every file, without the sign that begins a comment.
    var comment: [String] {
        [
            "\(source): \(timetable.text), \(timetable.zone.name)",
            "Written by `fumble schedule`. These are times at which to look, and may be too many:",
            "`fumble run --scheduled` runs only what is due, so that windows, days on which it never",
            "runs and whatever this scheduler cannot say hold here too.",
        ]
    }

    /// Where nothing is remembered from one start to the next: a look must not find the date of the
    /// look before.
    func lateness(_ looks: LookTimes) -> [String] {
        let seconds = min(late, looks.shortest)
        return ["--late", "\(seconds / 60)m"]
    }
}

/// A file for a scheduler.
package struct ExportFile: Sendable, Hashable {
    package let name: String
    package let text: String
}

/// The schedulers for which a schedule is written.
package enum Scheduler: String, Sendable, CaseIterable {
    case systemd, cron, github, kubernetes

    /// - Parameters:
    ///   - start: from which year on.
    ///   - image: what a container is made of; only Kubernetes has any.
    package func files(for item: ExportItem, from start: Moment, image: String) -> [ExportFile] {
        switch self {
        case .systemd: SystemdFiles.files(for: item, from: start)
        case .cron: [CrontabFile.file(for: item, from: start)]
        case .github: [WorkflowFile.file(for: item, from: start)]
        case .kubernetes: [CronJobFile.file(for: item, from: start, image: image)]
        }
    }
}
