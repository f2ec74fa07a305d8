import FumbleDocument
import Testing

/// Hints name the word that was probably meant, and no other.
@Suite struct NearestWordTests {
    @Test(arguments: [
        ("removd", "removed"), ("rmeoved", "removed"), ("Removed", "removed"), ("crsh", "crash"),
        ("ofx", "of"),
    ])
    func finds(_ word: String, _ meant: String) {
        #expect(NearestWord.nearest(to: word, among: ["crash", "removed", "of"]) == meant)
    }

    @Test(arguments: ["", "zzz", "cr", "removal-of-all", String(repeating: "a", count: 100_000)])
    func doesNotGuess(_ word: String) {
        #expect(NearestWord.nearest(to: word, among: ["crash", "removed", "of"]) == nil)
    }

    @Test func aLetterIsNoGuessAtAnother() {
        #expect(NearestWord.nearest(to: "c", among: ["a", "b"]) == nil)
        #expect(NearestWord.nearest(to: "ab", among: ["ac"]) == "ac")
    }

    @Test func listsTheKnownWhereNoneIsNear() {
        let many = (1...10).map { "word\($0)" }
        #expect(
            NearestWord.hint(for: "x", among: ["a1", "b1"], noun: "zone") == "known: `a1`, `b1`")
        #expect(
            NearestWord.hint(for: "xy", among: ["ctl", "ctl", "b1", "ctl"], noun: "command")
                == "known: `ctl`, `b1`")
        #expect(
            NearestWord.hint(for: "qqqqqq", among: many, noun: "zone")?.hasSuffix("and 2 more")
                == true)
        #expect(NearestWord.hint(for: "x", among: [], noun: "zone") == "no zone is declared")
    }
}
