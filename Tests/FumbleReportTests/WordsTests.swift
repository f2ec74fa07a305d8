import FumbleModel
import Testing

@testable import FumbleReport

struct WordsTests {
    @Test(arguments: [
        (0, "0 s"), (7, "7 us"), (999, "999 us"), (1_000, "1 ms"), (1_500, "1.5 ms"),
        (9_949, "9.9 ms"), (9_950, "10 ms"), (40_000, "40 ms"), (999_499, "999 ms"),
        (999_500, "1 s"), (1_500_000, "1.5 s"), (9_949_999, "9.9 s"), (9_950_000, "10 s"),
        (59_499_999, "59 s"), (59_500_000, "1 min"), (200_000_000, "3 min 20 s"),
        (599_500_000, "10 min"), (10_140_000_000, "169 min"), (10_169_999_999, "169 min"),
        (10_170_000_000, "170 min"), (28_770_000_000, "8 h"), (28_800_000_000, "8 h"),
        (30_000_000_000, "8 h 20 min"), (172_800_000_000, "2 d"), (187_200_000_000, "2 d 4 h"),
        (31_536_000_000_000, "1 y"), (126_144_000_000_000, "4 y"),
        (141_912_000_000_000, "4.5 y"), (-40_000, "-40 ms"),
    ])
    func timesAreSaidAsPeopleSayThem(microseconds: Int64, text: String) {
        #expect(PeopleTime.text(TimeSpan(microseconds: microseconds)) == text)
    }

    @Test(arguments: [Int64.min, .max])
    func theLongestTimesDoNotTrap(microseconds: Int64) {
        #expect(PeopleTime.text(TimeSpan(microseconds: microseconds)).hasSuffix("292471.2 y"))
    }

    @Test func stampsCountMinutesFromTheStart() {
        #expect(PeopleTime.stamp(.start) == "0 min 00 s")
        #expect(PeopleTime.stamp(Instant(microseconds: 300_999_999)) == "5 min 00 s")
        #expect(PeopleTime.stamp(Instant.start + .minutes(1_234)) == "1234 min 00 s")
    }

    @Test func numbersAreGroupedInThrees() {
        #expect(PeopleNumber.grouped(0) == "0")
        #expect(PeopleNumber.grouped(999) == "999")
        #expect(PeopleNumber.grouped(1_000) == "1,000")
        #expect(PeopleNumber.grouped(-1_234_567) == "-1,234,567")
        #expect(PeopleNumber.grouped(1_234_567.5) == "1,234,568")
        #expect(PeopleNumber.grouped(Double.infinity) == "inf")
    }

    @Test func aShareJustBelowTheWholeDoesNotReadAsTheWhole() {
        #expect(PeopleNumber.percent(1) == "100%")
        #expect(PeopleNumber.percent(0.9999) == "99.9%")
        #expect(PeopleNumber.percent(0) == "0%")
    }

    @Test func hashesHaveSixteenDigits() {
        #expect(ReportWords.hash(0) == "0000000000000000")
        #expect(ReportWords.hash(.max) == "ffffffffffffffff")
    }
}
