import FumbleModel
import FumbleSchedule
import Testing

/// Cron lines and words, held against rules in Python: `Data/dates.py` wrote `Data/dates.txt`.
@Suite struct RecurrenceTests {
    @Test func comeWhenTheySay() throws {
        let lines = try Resources.text("dates.txt").split(separator: "\n")
        #expect(lines.count >= 28)
        let start = try #require(Moment("2027-01-01"))
        for line in lines {
            let halves = line.split(separator: "\t").map(String.init)
            let wanted = halves[1].split(separator: " ").map(String.init)
            let read = Reads.when("\"\(halves[0])\"")
            #expect(read.mistakes == [], "\(halves[0])")
            let dates = try #require(read.timetable).dates(from: start).prefix(wanted.count)
            let found = dates.map { "\($0.local.day)T\($0.local.clock)" }
            #expect(found == wanted, "\(halves[0])")
        }
    }

    /// Each mistake at its first character, with what would have been right.
    @Test(arguments: [
        (
            "0 10 * *",
            "a.yaml:1:8 E0180 a cron line has five fields, and this one has 4 | they are minute, hour, "
                + "day of the month, month, weekday"
        ),
        (
            "0 0 10 * * *",
            "a.yaml:1:19 E0180 a cron line has five fields, and this one has 6 | it has no seconds, no "
                + "years and no command: minute, hour, day of the month, month, weekday"
        ),
        ("60 10 * * *", "a.yaml:1:8 E0180 60 is no minute | from 0 to 59"),
        ("0 24 * * *", "a.yaml:1:10 E0180 24 is no hour | from 0 to 23"),
        ("0 10 0 * *", "a.yaml:1:13 E0180 0 is no day of the month | from 1 to 31"),
        (
            "0 10 * jam *",
            "a.yaml:1:15 E0180 `jam` is no month of a cron line | did you mean `jan`?"
        ),
        ("0 10 * * 8", "a.yaml:1:17 E0180 8 is no weekday | from 0 to 7"),
        (
            "0 10 * * fri-mon",
            "a.yaml:1:17 E0180 the range `fri-mon` ends before it begins | write two ranges with a comma "
                + "between them"
        ),
        (
            "0 10 L * *",
            "a.yaml:1:13 E0180 `L` is no day of the month of a cron line | cron has no `L`, `W`, `#` and "
                + "`?`: say it in words, as in `last Friday of the month at 10:00`"
        ),
        (
            "0 10 * * 2#1",
            "a.yaml:1:17 E0180 `2#1` is no weekday of a cron line | cron has no `L`, `W`, `#` and `?`: "
                + "say it in words, as in `last Friday of the month at 10:00`"
        ),
        (
            "5/10 10 * * *",
            "a.yaml:1:8 E0180 a step needs a range, and `5` is a single minute | write `5-59` or `*` "
                + "before the step"
        ),
        ("*/0 10 * * *", "a.yaml:1:10 E0180 `0` is no step | a whole number from 1 to 59"),
        ("@dayly", "a.yaml:1:8 E0180 cron has no `@dayly` that says when | did you mean `@daily`?"),
        (
            "first Tusday of the quarter at 10:00",
            "a.yaml:1:14 E0180 `Tusday` is not understood here | did you mean `tuesday`?"
        ),
        (
            "frist Tuesday of the quarter at 10:00",
            "a.yaml:1:8 E0180 `frist` is not understood here | did you mean `first`?"
        ),
        (
            "first Tuesday of the quater at 10:00",
            "a.yaml:1:29 E0180 `quater` is not understood here | did you mean `quarter`?"
        ),
        (
            "last Friday of the month",
            "a.yaml:1:8 E0180 it does not say at what time | end it with a time: `last Friday of the "
                + "month at 10:00`"
        ),
        (
            "every day at 25:00",
            "a.yaml:1:21 E0180 there must be a time of day here | write hours and minutes, as in `10:00`"
        ),
        (
            "last of the month at 10:00",
            "a.yaml:1:8 E0180 it does not say the last of what | write `last day of the month`, or a "
                + "weekday"
        ),
        (
            "sometimes",
            "a.yaml:1:8 E0180 `sometimes` is not understood here | say it as in `first Tuesday of the "
                + "quarter at 10:00`, or as a cron line"
        ),
        ("0 10 30 2 *", "a.yaml:1:7 E0183 `0 10 30 2 *` comes on no day of a hundred years"),
    ])
    func mistakes(_ text: String, _ wanted: String) {
        #expect(Reads.when("\"\(text)\"").mistakes == [wanted])
    }

    @Test(arguments: [
        ("{at: \"0 10 * * *\", zone: Europe/Berln}", "did you mean `Europe/Berlin`?"),
        ("{at: \"0 10 * * *\", zone: CEST}", "zones are named as in Europe/Berlin"),
        ("{at: \"0 10 * * *\", window: 9-17}", "write it as in `09:00-17:00 mon-fri`"),
        ("{at: \"0 10 * * *\", window: 11:00-17:00}", "widen the window, or move the time"),
        ("{at: \"0 10 * * *\", window: 09:00-17:00 mon-fry}", "did you mean `fri`?"),
        (
            "{at: \"0 10 * * *\", never-on: gone.ics}",
            "the path counts from the folder of this file"
        ),
        ("{at: \"0 10 * * *\", nevr-on: gone.ics}", "did you mean `never-on`?"),
        (
            "{at: \"0 10 * * *\", then: {webhook: \"ftp://a/b\"}}",
            "it begins with `http://` or `https://`; a program is told by `exec: [./tell.sh]`"
        ),
        ("{at: \"0 10 * * *\", then: {}}", "give it `webhook: https://...` or `exec: [./tell.sh]`"),
    ])
    func mistakesBesideTheTime(_ yaml: String, _ help: String) {
        let mistakes = Reads.when(yaml).mistakes
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.hasSuffix("| \(help)") ?? false, "\(mistakes)")
    }

    @Test(arguments: [
        ("09:00-17:00 mon-fri", ["2027-01-04T09:00Z"], ["2027-01-04T17:00Z", "2027-01-03T12:00Z"]),
        // A window over midnight belongs to the day on which it began.
        (
            "22:00-04:00 fri", ["2027-01-01T22:00Z", "2027-01-02T03:59Z"],
            ["2027-01-01T03:00Z", "2027-01-02T04:00Z", "2027-01-02T22:00Z"]
        ),
        ("00:00-24:00 sat-mon", ["2027-01-03T00:00Z", "2027-01-04T23:59Z"], ["2027-01-05T00:00Z"]),
    ])
    func windows(_ text: String, _ inside: [String], _ outside: [String]) throws {
        let window = try Window.read(text)
        for time in inside + outside {
            let local = LocalMinute(try #require(Moment(time)), offset: 0)
            #expect(window.contains(local) == inside.contains(time), "\(time)")
        }
    }

    /// What a scheduler starts late is due still, for so long; and never for the date before the last.
    @Test func isDue() throws {
        let timetable = try #require(
            Reads.when("{at: every day at 10:00 and 10:10, window: 09:00-11:00 mon-fri}").timetable)
        func due(_ text: String) throws -> String? {
            let now = try #require(Moment(text))
            return timetable.due(at: now, late: 900)?.moment.description
        }
        #expect(try due("2027-01-04T09:59Z") == nil)
        #expect(try due("2027-01-04T10:00Z") == "2027-01-04T10:00:00Z")
        #expect(try due("2027-01-04T10:09Z") == "2027-01-04T10:00:00Z")
        #expect(try due("2027-01-04T10:10Z") == "2027-01-04T10:10:00Z")
        #expect(try due("2027-01-04T10:24Z") == "2027-01-04T10:10:00Z")
        #expect(try due("2027-01-04T10:25Z") == nil)
        #expect(try due("2027-01-03T10:00Z") == nil)
    }
}
