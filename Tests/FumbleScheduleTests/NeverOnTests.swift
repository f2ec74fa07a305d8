import FumbleModel
import FumbleSchedule
import Testing

/// Days on which nothing is started, from iCalendar files.
@Suite struct NeverOnTests {
    private static func calendar(_ lines: String) -> String {
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Feast\r\n"
            + lines.replacing("\n", with: "\r\n") + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    }

    /// The days of two years at whose noon, by the clocks of Berlin, nothing is started.
    private static func days(_ lines: String) throws -> [String] {
        let read = Reads.when(
            "{at: every day at 12:00, zone: Europe/Berlin, never-on: a.ics}",
            calendars: ["a.ics": calendar(lines)])
        #expect(read.mistakes == [])
        let start = try #require(Moment("2027-01-01"))
        return try #require(read.timetable).dates(from: start).prefix(731)
            .filter { $0.skip != nil }.map { "\($0.local.day)" }
    }

    @Test(arguments: [
        ("DTSTART;VALUE=DATE:20271225", ["2027-12-25"]),
        ("DTSTART:20271225", ["2027-12-25"]),
        (
            "DTSTART;VALUE=DATE:20271224\nDTEND;VALUE=DATE:20271227",
            ["2027-12-24", "2027-12-25", "2027-12-26"]
        ),
        ("DTSTART;VALUE=DATE:20271224\nDURATION:P2D", ["2027-12-24", "2027-12-25"]),
        ("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY", ["2027-01-01", "2028-01-01"]),
        (
            "DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20280101",
            ["2027-01-01"]
        ),
        ("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY", ["2028-02-29"]),
        // Memorial Day, Thanksgiving, and the election.
        (
            "DTSTART;VALUE=DATE:20200525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
            ["2027-05-31", "2028-05-29"]
        ),
        (
            "DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            ["2027-11-25", "2028-11-23"]
        ),
        (
            "DTSTART;VALUE=DATE:20201103\n"
                + "RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            ["2028-11-07"]
        ),
        (
            "DTSTART;VALUE=DATE:20270104\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3",
            ["2027-01-04", "2027-01-18", "2027-02-01"]
        ),
        (
            "DTSTART;VALUE=DATE:20270104\nRRULE:FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20270115",
            ["2027-01-04", "2027-01-08", "2027-01-11", "2027-01-15"]
        ),
        (
            "DTSTART;VALUE=DATE:20270131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
            ["2027-01-31", "2027-02-28", "2027-03-31"]
        ),
        (
            "DTSTART;VALUE=DATE:20270301\nRRULE:FREQ=DAILY;INTERVAL=3;COUNT=3",
            ["2027-03-01", "2027-03-04", "2027-03-07"]
        ),
        (
            "DTSTART;VALUE=DATE:20271225\nRDATE;VALUE=DATE:20270601,20281224\nEXDATE:20281224",
            ["2027-06-01", "2027-12-25"]
        ),
        (
            "DTSTART:20270105T113000\nDURATION:PT1H\nRDATE:20270106T113000,20270107T130000",
            ["2027-01-05", "2027-01-06"]
        ),
        // The last working day of each quarter, and the first Monday or Friday of a month.
        (
            "DTSTART;VALUE=DATE:20270331\nRRULE:FREQ=MONTHLY;INTERVAL=3;COUNT=4;"
                + "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            ["2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"]
        ),
        (
            "DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=MONTHLY;COUNT=3;BYDAY=MO,FR;BYSETPOS=1",
            ["2027-01-01", "2027-02-01", "2027-03-01"]
        ),
        // The second and the last of the Thursdays in November.
        (
            "DTSTART;VALUE=DATE:20261112\n"
                + "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=2,-1;UNTIL=20281130",
            ["2027-11-11", "2027-11-25", "2028-11-09", "2028-11-30"]
        ),
        // Noon in Berlin is eleven in UTC in winter, and six in New York.
        ("DTSTART:20270105T105500Z\nDTEND:20270105T110100Z", ["2027-01-05"]),
        ("DTSTART:20270105T110100Z\nDTEND:20270105T120000Z", []),
        ("DTSTART:20270105T113000\nDURATION:PT1H", ["2027-01-05"]),
        ("DTSTART;TZID=America/New_York:20270105T055900\nDURATION:PT2M", ["2027-01-05"]),
        ("DTSTART;TZID=\"America/New_York\":20270105T060100\nDURATION:PT2M", []),
        // A night of maintenance that ends after noon, three days long.
        (
            "DTSTART:20270104T220000\nDURATION:P2DT15H",
            ["2027-01-05", "2027-01-06", "2027-01-07"]
        ),
        ("DTSTART;VALUE=DATE:20271225\nSTATUS:CANCELLED", []),
        ("DTSTART;VALUE=DATE:2027\n 1225", ["2027-12-25"]),
        ("BEGIN:VALARM\nDURATION:P9D\nEND:VALARM\nDTSTART;VALUE=DATE:20271225", ["2027-12-25"]),
    ])
    func days(_ lines: String, _ wanted: [String]) throws {
        #expect(try Self.days(lines) == wanted)
    }

    /// At its line, whatever it is: what is not understood could be the day.
    @Test(arguments: [
        ("DTSTART:tomorrow", 5, "`tomorrow` is no day and no time of a calendar"),
        ("DTSTART;VALUE=DATE:20270230", 5, "`20270230` is no day and no time of a calendar"),
        ("SUMMARY:x", 3, "the event does not say when it begins: `DTSTART`"),
        (
            "DTSTART:20271225\nRRULE:FREQ=YEARLY;BYEASTER=1", 6,
            "`BYEASTER=1` of a repeated event is not read here"
        ),
        (
            "DTSTART:20271225\nRRULE:FREQ=HOURLY", 6,
            "an event that comes again `HOURLY` is not read here"
        ),
        (
            "DTSTART:20271225\nEXRULE:FREQ=YEARLY", 6,
            "`EXRULE` is not read here, and says when an event is"
        ),
        (
            "DTSTART:20271225\nRDATE;VALUE=PERIOD:20281225T100000Z/PT1H", 6,
            "periods of `RDATE` are not read here"
        ),
        (
            "DTSTART:20271225\nRDATE:20281225T100000", 6,
            "`DTSTART` is a day and `RDATE` a time, or the reverse"
        ),
        (
            "DTSTART:20271225\nRRULE:FREQ=MONTHLY;BYSETPOS=1", 6,
            "`BYSETPOS` chooses among days that no other part names"
        ),
        ("DTSTART:20271225\nDTEND:20271225", 6, "the event ends no later than it begins"),
        (
            "DTSTART:20271225\nDTEND:20271225T100000", 6,
            "the event begins with a day and ends with a time, or the reverse"
        ),
        (
            "DTSTART;TZID=W. Europe Standard Time:20270105T060100", 5,
            "there is no time zone `W. Europe Standard Time` on this machine"
        ),
        ("DTSTART:20271225\nno colon here", 6, "this is no line of a calendar"),
        ("DTSTART:20271225\nDURATION:-P1D", 6, "`-P1D` is no length of an event"),
        ("DTSTART:20271225\nEND:VCALENDAR", 6, "`END:VCALENDAR` ends nothing that is open"),
    ])
    func mistakes(_ lines: String, _ line: Int, _ wanted: String) {
        let read = Reads.when(
            "{at: every day at 12:00, never-on: a.ics}", calendars: ["a.ics": Self.calendar(lines)])
        #expect(read.mistakes.count == 1)
        #expect(
            read.mistakes.first?.hasPrefix("a.ics:\(line):1 E0182 \(wanted)") ?? false,
            "\(read.mistakes)")
    }

    @Test(arguments: [
        "", "hello", "BEGIN:VCALENDAR", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101",
    ])
    func filesThatAreNoCalendarOrWereCutOff(_ text: String) {
        let read = Reads.when(
            "{at: every day at 12:00, never-on: a.ics}", calendars: ["a.ics": text])
        #expect(read.mistakes.count == 1)
        #expect(read.timetable == nil)
    }

    @Test func theReasonNamesTheDay() throws {
        let text = Self.calendar("DTSTART:20270101\nSUMMARY:twice")
            .replacing("SUMMARY:Feast", with: "SUMMARY:New Year\\, in short")
        let read = Reads.when(
            "{at: every day at 12:00, never-on: [a.ics]}", calendars: ["a.ics": text])
        let start = try #require(Moment("2027-01-01"))
        let date = try #require(read.timetable?.dates(from: start).first { _ in true })
        #expect(date.skip?.reason == "never on New Year, in short (a.ics)")
    }
}
