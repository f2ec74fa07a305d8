import FumbleModel
import FumbleSchedule
import Testing

/// Local times and instants, held against Python's zoneinfo: `Data/clocks.py` wrote `Data/clocks.txt`.
@Suite struct ClockTests {
    @Test func localTimesAroundEveryChange() throws {
        let lines = try Resources.text("clocks.txt").split(separator: "\n")
        #expect(lines.count >= 800)
        var zones: [String: ZoneRules] = [:]
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            let name = words[0]
            let zone = try #require(zones[name] ?? Resources.zone(name))
            zones[name] = zone
            let reading = zone.moment(of: try local(words[1]))
            #expect("\(reading.clocks)" == words[2], "\(line)")
            #expect(reading.moment == Moment(words[3]), "\(line)")
        }
        #expect(zones.count == 5)
    }

    private func local(_ text: String) throws -> LocalMinute {
        let moment = try #require(Moment(text + "Z"))
        return LocalMinute(moment, offset: 0)
    }

    /// A schedule over both changes of three zones, one of which moves its clocks by half an hour.
    @Test(arguments: [
        (
            "Europe/Berlin", "30 2 * * *", "2027-03-27",
            ["2027-03-27T01:30Z", "2027-03-28T01:00Z", "2027-03-29T00:30Z"]
        ),
        (
            "Europe/Berlin", "30 2 * * *", "2027-10-30",
            ["2027-10-30T00:30Z", "2027-10-31T00:30Z", "2027-11-01T01:30Z"]
        ),
        (
            "America/New_York", "30 2 * * *", "2027-03-13",
            ["2027-03-13T07:30Z", "2027-03-14T07:00Z", "2027-03-15T06:30Z"]
        ),
        (
            "America/New_York", "30 1 * * *", "2027-11-06",
            ["2027-11-06T05:30Z", "2027-11-07T05:30Z", "2027-11-08T06:30Z"]
        ),
        (
            "Australia/Lord_Howe", "15 2 * * *", "2027-10-01T12:00Z",
            ["2027-10-01T15:45Z", "2027-10-02T15:30Z", "2027-10-03T15:15Z"]
        ),
        (
            "Australia/Lord_Howe", "45 1 * * *", "2027-04-02T12:00Z",
            ["2027-04-02T14:45Z", "2027-04-03T14:45Z", "2027-04-04T15:15Z"]
        ),
    ])
    func datesOverAChange(
        _ zone: String, _ cron: String, _ from: String, _ wanted: [String]
    ) throws {
        let read = Reads.when("{at: \"\(cron)\", zone: \(zone)}")
        #expect(read.mistakes == [])
        let timetable = try #require(read.timetable)
        let dates = timetable.dates(from: try #require(Moment(from))).prefix(3)
        #expect(dates.map(\.moment) == wanted.compactMap { Moment($0) })
    }

    /// Four times in one gap are one date; none of the hour that comes twice is run a second time.
    @Test func gapsAndRepeatsOfAScheduleWithManyTimes() throws {
        let timetable = try #require(
            Reads.when("{at: \"*/15 2 * * *\", zone: Europe/Berlin}").timetable)
        let spring = try #require(Moment("2027-03-28T00:00Z"))
        #expect(
            timetable.dates(from: spring).prefix(2).map(\.moment.description) == [
                "2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z",
            ])
        let autumn = try #require(Moment("2027-10-31T00:00Z"))
        let dates = timetable.dates(from: autumn).prefix(5)
        #expect(
            dates.map(\.moment.description) == [
                "2027-10-31T00:00:00Z", "2027-10-31T00:15:00Z", "2027-10-31T00:30:00Z",
                "2027-10-31T00:45:00Z", "2027-11-01T01:00:00Z",
            ])
        #expect(dates.prefix(4).allSatisfy { $0.clocks == .twice })
    }

    /// Samoa left out 30 December 2011.
    @Test func aDayThatNeverWas() throws {
        let zone = try #require(Resources.zone("Pacific/Apia"))
        let day = CalendarDay(year: 2011, month: 12, day: 30)
        let reading = zone.moment(of: LocalMinute(day: day, minute: 600))
        #expect(reading.clocks == .never)
        #expect(zone.local(reading.moment).description == "2011-12-31 00:00")
    }

    @Test func aDamagedZoneFileIsRefused() throws {
        let bytes = try #require(Resources.bytes(ofZone: "Europe/Berlin"))
        let whole = try #require(ZoneFile.read(bytes, name: "a"))
        #expect(whole.offset(at: Moment(seconds: 1_800_000_000)) == 3_600)
        var read = 0
        for length in 0..<bytes.count where ZoneFile.read(Array(bytes[..<length]), name: "a") != nil
        {
            read += 1
        }
        #expect(read == 0)
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[place] ^= 0xFF
            // Whatever it makes of it, it ends.
            _ = ZoneFile.read(damaged, name: "a")?.offset(at: Moment(seconds: 1_800_000_000))
        }
    }

    @Test func daysAreNumbered() {
        for number in stride(from: -800_000, through: 800_000, by: 997) {
            #expect(CalendarDay(sinceEpoch: number).sinceEpoch == number)
        }
        #expect(CalendarDay(year: 1970, month: 1, day: 1).sinceEpoch == 0)
        #expect(CalendarDay(year: 2026, month: 11, day: 29).weekday == .sunday)
        #expect(CalendarDay(year: 1969, month: 12, day: 28).weekday == .sunday)
    }

    @Test(arguments: [
        "2027-01-05T09:00", "2027-01-05T24:00Z", "2027-02-30", "now", "2027-01-05T9:00Z",
    ])
    func momentsThatAreNone(_ text: String) {
        #expect(Moment(text) == nil)
    }
}
