import FumbleModel
import FumbleSweep
import Testing

/// What `--vary` sets an input to.
@Suite struct VariedValuesTests {
    @Test(arguments: [
        ("n=1..4", ["1", "2", "3", "4"]),
        ("n=1..8:3", ["1", "4", "7"]),
        ("boot=30s..90s:30s", ["30s", "60s", "90s"]),
        ("pace=1..3 per 5m", ["1 per 5m", "2 per 5m", "3 per 5m"]),
        ("share=99.8%..100%:0.1%", ["99.8%", "99.9%", "100%"]),
        ("x=0.1..0.3:0.1", ["0.1", "0.2", "0.3"]),
        ("n=7..7", ["7"]),
        ("count=4, 44", ["4", "44"]),
        ("at=2 per 5m,1 per 1m", ["2 per 5m", "1 per 1m"]),
    ])
    func valuesAreExact(text: String, values: [String]) throws {
        let read = try VariedValues.read(text)
        #expect(read.values == values)
        #expect(read.name == text.prefix { $0 != "=" })
    }

    @Test(arguments: [
        "n", "n=", "=1..2", "n=4..1", "n=a..b", "n=1..", "n=1s..2m", "n=1..2:0", "n=1..2000",
        "n=1,,2", "n=1,1", "n=1..2:x", "n=1.2.3..4",
    ])
    func othersAreMistakes(text: String) {
        #expect(throws: VariedValues.Mistake.self) { try VariedValues.read(text) }
    }

    @Test func everySettingOnceTheLastFastest() {
        let settings = VariedInput.settings(of: [
            VariedInput(name: "a", values: ["1", "2"]), VariedInput(name: "b", values: ["x", "y"]),
        ])
        #expect(
            settings.map { $0.map(\.value).joined() } == ["1x", "1y", "2x", "2y"])
        #expect(VariedInput.settings(of: []) == [[]])
    }
}
