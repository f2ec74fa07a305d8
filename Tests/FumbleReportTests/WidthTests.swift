import FumbleModel
import Testing

@testable import FumbleReport

struct WidthTests {
    @Test(arguments: 0..<100)
    func noLineIsWiderThanItsTerminal(seed: UInt64) {
        var random = RandomVerdict(seed: seed)
        let verdict = random.next()
        for (width, most) in [(200, 80), (0, 60)] {
            let style = ReportStyle(color: false, width: width)
            let text = TextFormat().render(verdict, style: style)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(VisibleText.columns(line) <= most, "\(line)")
            }
        }
    }

    @Test(arguments: 0..<50)
    func colorChangesNothingButTheInk(seed: UInt64) {
        var random = RandomVerdict(seed: seed)
        let verdict = random.next()
        let plain = TextFormat().render(verdict, style: .plain)
        let colored = TextFormat().render(verdict, style: ReportStyle(color: true, width: 80))
        #expect(!plain.contains("\u{1B}"))
        #expect(withoutInk(colored) == plain)
    }

    @Test func wideCharactersAndEmojiTakeTwoColumns() {
        #expect(VisibleText.columns("abc") == 3)
        #expect(VisibleText.columns("日本") == 4)
        #expect(VisibleText.columns("🧨") == 2)
        #expect(VisibleText.columns("e\u{301}") == 1)
        #expect(VisibleText.columns("▁█…") == 3)
    }

    @Test func wrappingLosesNoWord() {
        let text = "one two three four five " + String(repeating: "x", count: 25)
        let lines = Wrapping.lines(text, width: 10)
        #expect(lines == ["one two", "three four", "five", "xxxxxxxxxx", "xxxxxxxxxx", "xxxxx"])
        #expect(Wrapping.lines(text, width: 10, atMost: 2) == ["one two", "three fou…"])
        #expect(Wrapping.lines("", width: 10) == [""])
        #expect(Wrapping.lines("日本語", width: 3) == ["日", "本", "語"])
    }

    private func withoutInk(_ text: String) -> String {
        var result = ""
        var isInside = false
        for character in text {
            if character == "\u{1B}" { isInside = true }
            if !isInside { result.append(character) }
            if isInside, character == "m" { isInside = false }
        }
        return result
    }
}
