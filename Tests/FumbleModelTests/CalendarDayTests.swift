import FumbleModel
import Testing

@Suite struct CalendarDayTests {
    @Test(arguments: ["2026-11-29", "2024-02-29", "2000-02-29", "0001-01-01"])
    func days(text: String) throws {
        #expect(try #require(CalendarDay(text)).description == text)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-1",
        "29.11.2026", "", "2026-11-29 ", "+026-11-29", "２０２６-11-29",
    ])
    func none(text: String) { #expect(CalendarDay(text) == nil) }

    @Test func order() throws {
        let days = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map {
            try #require(CalendarDay($0))
        }
        #expect(days.sorted() == days)
        #expect(zip(days, days.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [
        ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2),
        ("2017-02-28", 17_225, 2), ("2026-11-29", 20_786, 0), ("2100-03-01", 47_541, 1),
    ])
    func daysCountFromTheEpoch(text: String, days: Int, weekday: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.sinceEpoch == days)
        #expect(day.weekday == weekday)
        #expect("\(CalendarDay(sinceEpoch: days))" == text)
    }

    @Test func everyDayOfAThousandYearsComesBack() {
        let wrong = (-200_000...200_000).count { CalendarDay(sinceEpoch: $0).sinceEpoch != $0 }
        #expect(wrong == 0)
    }
}
