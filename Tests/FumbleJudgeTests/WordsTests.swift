import FumbleModel
import Testing

@testable import FumbleJudge

@Suite struct WordsTests {
    @Test(arguments: [
        (TimeSpan.zero, "0 s"), (.milliseconds(40), "40 ms"), (.milliseconds(1540), "1.5 s"),
        (.seconds(40), "40 s"), (.milliseconds(59_600), "1 min"), (.seconds(200), "3 min 20 s"),
        (.minutes(5), "5 min"), (.seconds(10_169), "169 min"), (.hours(8), "480 min"),
        (TimeSpan(microseconds: 7), "7 us"), (.seconds(-40), "-40 s"),
    ])
    func times(span: TimeSpan, text: String) {
        #expect(Words.time(span) == text)
    }

    @Test func instantsAndLists() {
        #expect(Words.instant(Instant(microseconds: 300_000_000)) == "5m 0s")
        #expect(Words.instant(Instant(microseconds: 10_440_000_000)) == "2h 54m")
        #expect(Words.list([]) == "")
        #expect(Words.list(["a", "b", "c"]) == "a, b and c")
        #expect(Words.percent(0.9995) == "99.95%")
    }
}
