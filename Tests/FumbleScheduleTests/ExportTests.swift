import FumbleDocument
import FumbleModel
import FumbleSchedule
import Testing

/// What is written for schedulers: whatever they cannot say, no date is missed and none comes twice.
@Suite struct ExportTests {
    private static let start = Moment(seconds: 1_798_761_600)  // 2027-01-01T00:00Z

    private static let times = [
        "every day at 10:00", "every day at 02:30", "every weekday at 00:15 and 23:45",
        "first Tuesday of the quarter at 10:00", "last Friday of the month at 16:00",
        "1st of March and September at 00:30", "*/5 9-17 * * mon-fri", "7 * * * *", "0 10 13 * fri",
        "45 1 * * *", "*/15 * * * *",
    ]
    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
    ]
    private static let all = times.flatMap { time in zones.map { (time, $0) } }

    private static func item(_ at: String, _ zone: String) throws -> ExportItem {
        let read = Reads.when("{at: \"\(at)\", zone: \(zone)}")
        return ExportItem(
            name: "drill_a.b", source: "drills/a b.yaml", timetable: try #require(read.timetable),
            program: "/opt/my tools/fumble",
            arguments: ["run", "--scheduled", "drills/a 100%.yaml"],
            folder: "/srv/it's", late: 900, fleet: "fleets/store.yaml")
    }

    /// The dates of some days around each change of clocks of 2027, and around New Year.
    private static func dates(_ item: ExportItem) -> [Moment] {
        [
            "2027-01-01", "2027-03-01", "2027-03-10", "2027-03-25", "2027-04-02", "2027-08-29",
            "2027-10-01", "2027-10-28", "2027-11-05", "2027-12-28",
        ].compactMap { Moment($0) }.flatMap { from in
            item.timetable.dates(from: from).prefix { $0.moment < from.adding(seconds: 6 * day) }
                .map(\.moment)
        }
    }

    private static let day = 86_400

    /// Cron lines as looks: read back, by the clocks of a zone.
    private static func looks(_ crons: [String], _ zone: String) throws -> [Timetable] {
        try crons.map { cron in
            let read = Reads.when("{at: \"\(cron)\", zone: \(zone == "Etc/UTC" ? "UTC" : zone)}")
            #expect(read.mistakes == [], "\(cron)")
            return try #require(read.timetable)
        }
    }

    private static func isLooked(_ moment: Moment, _ looks: [Timetable]) -> Bool {
        looks.contains { look in
            let local = look.zone.local(moment)
            return look.recurrence.days.contains(local.day)
                && look.recurrence.times.contains(local.minute)
        }
    }

    private static func document(_ file: ExportFile) throws -> [Node] {
        var diagnostics = Diagnostics()
        let nodes = try file.text.split(separator: "\n---\n").map { part in
            let read = YAMLReader.read(Array(part.utf8), file: file.name, diagnostics: &diagnostics)
            return try #require(read).root
        }
        #expect(diagnostics.isEmpty, "\(diagnostics.sorted)")
        return nodes
    }

    @Test(arguments: all) func github(_ at: String, _ zone: String) throws {
        let item = try Self.item(at, zone)
        let file = Scheduler.github.files(for: item, from: Self.start, image: "")[0]
        let root = try #require(try Self.document(file).first)
        let lines = try #require(root["on"]?["schedule"]?.elements)
        let crons = lines.compactMap { $0["cron"]?.scalar?.text }
        let looks = try Self.looks(crons, "UTC")
        let dates = Self.dates(item)
        #expect(!dates.isEmpty)
        for date in dates { #expect(Self.isLooked(date, looks), "\(date) of \(crons)") }
        let run = root["jobs"]?["fumble"]?["steps"]?.elements?.compactMap {
            $0["run"]?.scalar?.text
        }
        let command = try #require(run?.first)
        #expect(command.hasPrefix("fumble run --scheduled 'drills/a 100%.yaml' --late "))
        try Self.nothingComesTwice(item, looks, late: command)
        #expect(root["concurrency"]?["group"]?.scalar?.text == "fumble fleets/store.yaml")
    }

    @Test(arguments: all) func kubernetes(_ at: String, _ zone: String) throws {
        let item = try Self.item(at, zone)
        let file = Scheduler.kubernetes.files(for: item, from: Self.start, image: "r/f:1")[0]
        let jobs = try Self.document(file)
        var looks: [Timetable] = []
        var names: Set<String> = []
        for job in jobs {
            #expect(job["apiVersion"]?.scalar?.text == "batch/v1")
            #expect(job["kind"]?.scalar?.text == "CronJob")
            let name = try #require(job["metadata"]?["name"]?.scalar?.text)
            #expect(name.wholeMatch(of: /[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?/) != nil)
            names.insert(name)
            let spec = try #require(job["spec"])
            let cron = try #require(spec["schedule"]?.scalar?.text)
            let place = try #require(spec["timeZone"]?.scalar?.text)
            #expect([zone == "UTC" ? "Etc/UTC" : zone, "Etc/UTC"].contains(place))
            looks += try Self.looks([cron], place)
            #expect(spec["concurrencyPolicy"]?.scalar?.text == "Forbid")
            let pod = spec["jobTemplate"]?["spec"]?["template"]?["spec"]
            #expect(pod?["restartPolicy"]?.scalar?.text == "Never")
            let container = try #require(pod?["containers"]?.elements?.first)
            let words = container["args"]?.elements?.compactMap { $0.scalar?.text } ?? []
            #expect(Array(words.prefix(4)) == item.arguments + ["--late"])
        }
        #expect(names.count == jobs.count)
        for date in Self.dates(item) { #expect(Self.isLooked(date, looks), "\(date)") }
    }

    /// On machines in any zone: its cron goes by their clocks.
    @Test(arguments: all) func cron(_ at: String, _ zone: String) throws {
        let item = try Self.item(at, zone)
        let file = Scheduler.cron.files(for: item, from: Self.start, image: "")[0]
        let lines = file.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        let cron = line.split(separator: " ").prefix(5).joined(separator: " ")
        #expect(
            line.hasSuffix(
                #" cd '/srv/it'\''s' && '/opt/my tools/fumble' run --scheduled 'drills/a 100\%.yaml'"#
            ))
        for machine in ["UTC", "Asia/Kathmandu", "America/New_York"] {
            let looks = try Self.looks([cron], machine)
            for date in Self.dates(item) {
                #expect(Self.isLooked(date, looks), "\(date) on a machine in \(machine): \(cron)")
            }
        }
    }

    /// Where nothing is remembered, each date is found by one look only: the next one is too late for it.
    private static func nothingComesTwice(
        _ item: ExportItem, _ looks: [Timetable], late: String
    ) throws {
        let word = try #require(late.split(separator: " ").last)
        let seconds = try #require(Int(word.dropLast())) * 60
        #expect(seconds >= 60 && seconds <= item.late)
        let days = item.timetable.recurrence.times.count > 6 ? 1 : 100
        let end = start.adding(seconds: days * day)
        var times: Set<Int> = []
        for look in looks {
            for date in look.dates(from: start).prefix(while: { $0.moment < end }) {
                times.insert(date.moment.seconds)
            }
        }
        var found: [Moment] = []
        for time in times.sorted() {
            let due = item.timetable.due(at: Moment(seconds: time), late: seconds)
            if let due { found.append(due.moment) }
        }
        #expect(Set(found).count == found.count)
    }

    @Test func systemdSaysWeekdayAndDayTogether() throws {
        let files = Scheduler.systemd.files(
            for: try Self.item("first Tuesday of the quarter at 10:00", "Europe/Berlin"),
            from: Self.start, image: "")
        #expect(files.map(\.name) == ["fumble-drill_a.b.timer", "fumble-drill_a.b.service"])
        #expect(files[0].text.contains("\nOnCalendar=Tue *-1,4,7,10-1..7 10:00:00 Europe/Berlin\n"))
        #expect(files[0].text.contains("\nPersistent=false\n"))
        #expect(files[1].text.contains("\nWorkingDirectory=/srv/it's\n"))
        #expect(
            files[1].text.contains(
                #"ExecStart="/opt/my tools/fumble" run --scheduled "drills/a 100%%.yaml""#))
    }

    /// systemd skips what its zone's clocks never show: such times are written in UTC.
    @Test func timesInAGapAreWrittenInUTC() throws {
        let files = Scheduler.systemd.files(
            for: try Self.item("every day at 02:30", "Europe/Berlin"), from: Self.start, image: "")
        let times = files[0].text.split(separator: "\n").filter { $0.hasPrefix("OnCalendar=") }
        #expect(times.count >= 2)
        #expect(times.allSatisfy { $0.hasSuffix(" UTC") })
    }
}
