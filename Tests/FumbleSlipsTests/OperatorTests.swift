import FumbleControl
import FumbleModel
import Testing

@testable import FumbleSlips

/// Each operator makes of a line what its name says: worked examples.
@Suite struct OperatorTests {
    private static let usage = "ctl rm [--env ENV] --of SUBSYSTEM --count COUNT [--force]"

    private func typed(
        _ slips: any SlipOperator, _ line: String, lenient: Bool = true,
        earlier: [String] = [], windows: [String] = [], environments: [String] = [],
        window: String? = nil, later: [Int] = []
    ) throws -> [String] {
        let fleet = try Samples.fleet(usage: Self.usage, lenient: lenient)
        return try Samples.typed(
            [slips],
            Samples.intention(
                line, on: fleet, window: window, earlier: earlier, windows: windows,
                environments: environments, later: later))
    }

    @Test func charactersDoubledDroppedAndTransposed() throws {
        let line = "ctl rm --of index --count 40"
        #expect(try typed(CharacterDoubled(), line).contains("ctl rm --of index --count 440"))
        #expect(try typed(CharacterDoubled(), line).contains("ctl rm --of indexx --count 40"))
        #expect(try typed(CharacterDropped(), line).contains("ctl rm --of inex --count 40"))
        #expect(try typed(CharacterDropped(), line).contains("ctl rm --of index --count 0"))
        // The last zero lost is the number out by ten, and is counted there.
        #expect(!(try typed(CharacterDropped(), line)).contains("ctl rm --of index --count 4"))
        #expect(
            try typed(OutByTen(), line) == [
                "ctl rm --of index --count 400", "ctl rm --of index --count 4",
            ])
        #expect(try typed(CharactersTransposed(), line).contains("ctl rm --of index --count 04"))
        #expect(try typed(CharactersTransposed(), line).contains("ctl rm --of idnex --count 40"))
    }

    /// Words of the command itself: those that the playbook has in the same place, and no others.
    @Test func aWordOfTheCommandHasSiblings() throws {
        let tail = "--of SUBSYSTEM --count COUNT"
        func entry(_ name: String, _ usage: String) -> String {
            "  \(name): {usage: \(usage), does: {restart-servers: {of: SUBSYSTEM, count: COUNT}}}"
        }
        let fleet = try Samples.fleet(
            usage: "ctl rm now (hard | soft) \(tail)",
            more: [
                entry("later", "ctl rm later \(tail)"), entry("restart", "ctl restart \(tail)"),
                entry("other", "other thing \(tail)"),
            ].joined(separator: "\n"))
        let end = "--of billing --count 4"
        let typed = try Samples.typed(
            [SiblingName()], Samples.intention("ctl rm now hard \(end)", on: fleet)
        ).filter { $0.hasSuffix(end) }
        #expect(
            typed == [
                "ctl restart now hard \(end)", "ctl rm later hard \(end)", "ctl rm now soft \(end)",
            ])
    }

    @Test func keysBesideTheMeantOnes() throws {
        let line = "ctl rm --of index --count 4"
        let found = try typed(NeighbouringKey(), line)
        for digit in ["3", "5", "e", "r", "34", "43", "45", "54"] {
            #expect(found.contains("ctl rm --of index --count \(digit)"), "\(digit)")
        }
        #expect(!found.contains("ctl rm --of index --count 7"))
        #expect(found.contains("ctl rm --of undex --count 4"))
        #expect(!found.contains("ctl rm --of zndex --count 4"))
    }

    @Test func otherDigits() throws {
        let found = try typed(AnotherDigit(), "ctl rm --of index --count 4")
        for digit in ["9", "1", "2", "0", "40", "24", "49"] {
            #expect(found.contains("ctl rm --of index --count \(digit)"), "\(digit)")
        }
    }

    /// Quotes around a number make it no name.
    @Test func digitsInQuotes() throws {
        let line = "ctl rm --of index --count '40'"
        #expect(
            try typed(OutByTen(), line) == [
                "ctl rm --of index --count '400'", "ctl rm --of index --count '4'",
            ])
        #expect(try typed(CharacterDoubled(), line).contains("ctl rm --of index --count '440'"))
    }

    @Test func signsPointsUnitsAndPercent() throws {
        let line = "ctl rm --of index --count 12"
        #expect(
            try typed(SignWrong(), line) == [
                "ctl rm --of index --count -12", "ctl rm --of index --count +12",
            ])
        #expect(
            try typed(DecimalPoint(), line) == [
                "ctl rm --of index --count .12", "ctl rm --of index --count 1.2",
            ])
        #expect(try typed(PercentForAbsolute(), line) == ["ctl rm --of index --count 12%"])
        #expect(
            try typed(PercentForAbsolute(), "ctl rm --of index --count 12%") == [line])
        #expect(
            try typed(UnitChanged(), "ctl rm --of index --count 30m").prefix(3) == [
                "ctl rm --of index --count 30ms", "ctl rm --of index --count 30s",
                "ctl rm --of index --count 30h",
            ])
        #expect(
            try typed(UnitChanged(), "ctl rm --of index --count 10G")
                .contains("ctl rm --of index --count 10M"))
    }

    @Test func names() throws {
        let line = "ctl rm --of index --count 4"
        // `x` and `y` are far from each other; `ind` is `index` cut short.
        #expect(
            try typed(NameMistyped(), line) == [
                "ctl rm --of indey --count 4", "ctl rm --of ind --count 4",
            ])
        #expect(
            try typed(SiblingName(), line) == [
                "ctl rm --of indey --count 4", "ctl rm --of ind --count 4",
                "ctl rm --of billing --count 4",
            ])
        let there = "ctl rm --env prod --of index --count 4"
        #expect(
            try typed(WrongEnvironment(), there, environments: ["stage"]) == [
                "ctl rm --env stage --of index --count 4", line,
            ])
    }

    @Test func flagsAndValues() throws {
        let line = "ctl rm --of index --count 4"
        #expect(
            try typed(FlagLeftOut(), line) == ["ctl rm --count 4", "ctl rm --of index"])
        #expect(try typed(FlagAddedByHabit(), line).first == line + " --force")
        #expect(
            try typed(ValueLeftOut(), line) == [
                "ctl rm --of --count 4", "ctl rm --of index --count",
            ])
        #expect(
            try typed(ValueBlank(), line) == [
                "ctl rm --of '' --count 4", "ctl rm --of index --count ''",
            ])
        #expect(try typed(ArgumentsSwapped(), line) == ["ctl rm --of 4 --count index"])
        #expect(
            try typed(FlagLeftOut(), "ctl rm --of=index --count=4").contains("ctl rm --count=4"))
    }

    @Test func patternsAndRanges() throws {
        let shifted = try typed(ShiftHeld(), "ctl rm --of index --count 8")
        #expect(shifted.contains("ctl rm --of index --count *"))
        #expect(
            try typed(WildcardWidened(), "ctl rm --of in* --count 4") == [
                "ctl rm --of * --count 4", "ctl rm --of i* --count 4",
                "ctl rm --of in * --count 4",
            ])
        #expect(
            try typed(RangeDash(), "ctl rm --of index --count 1-4") == [
                "ctl rm --of index --count 14", "ctl rm --of index --count 1,4",
                "ctl rm --of index --count 4-1",
            ])
    }

    @Test func clipboardsWindowsAndSteps() throws {
        let line = "ctl rm --of index --count 4"
        let earlier = ["ctl rm --of billing --count 30"]
        #expect(
            try typed(PasteWithNewline(), line) == [
                "ctl", "ctl rm", "ctl rm --of", "ctl rm --of index", "ctl rm --of index --count",
            ])
        #expect(
            try typed(StaleClipboard(), line, earlier: earlier) == [
                "ctl rm --of billing --count 4", "ctl rm --of index --count 30",
            ])
        #expect(try typed(PreviousLine(), line, earlier: earlier) == earlier + ["(twice)"])
        #expect(
            try typed(WrongWindow(), line, windows: ["a", "b"], window: "a") == ["\(line) [b]"])
        #expect(try typed(StepOmitted(), line) == ["(nothing)"])
        #expect(try typed(WrongOrder(), line, later: [2]) == ["(exchanged with 2)"])
    }

    /// Any line, by seed: what each operator says of itself holds.
    @Test(arguments: UInt64(0)..<60) func anyLine(seed: UInt64) throws {
        var stream = RandomStream(seed: seed, name: "line")
        let fleet = try Samples.fleet(usage: Self.usage, lenient: false)
        let names = ["index", "indey", "ind", "billing"]
        let parts = stream.shuffled([
            "--of \(names[stream.below(4)])", "--count \(1 + stream.below(99))",
            stream.below(2) == 0 ? "--force" : "--env prod",
        ])
        let line = "ctl rm " + parts.joined(separator: " ")
        let intention = try Samples.intention(
            line, on: fleet, window: "a", earlier: ["ctl rm --of ind --count 7"],
            windows: ["b"], environments: ["stage"])
        let model = try Samples.model()
        for slips in SlipOperators.standard() {
            for misstep in slips.missteps(from: intention, by: model) {
                #expect(slips.slips.contains(misstep.slip), "\(misstep.slip.name)")
                for profile in TypingProfile.allCases {
                    #expect((0...1).contains(misstep.chance[profile]), "\(misstep.slip.name)")
                }
                guard case .edit(let edits) = misstep.change else { continue }
                let count = line.unicodeScalars.count
                #expect(edits.allSatisfy { (0...count).contains($0.range.upperBound) })
            }
        }
        let neighbours = Neighbourhood(of: intention, by: model).neighbours
        #expect(Set(neighbours.map(\.typed)).count == neighbours.count)
        #expect(!neighbours.map(\.typed).contains(.line(line, window: "a")))
        // One key: the line is one character longer, shorter or other, or two have changed places.
        let keys: [(any SlipOperator, Int)] = [
            (CharacterDoubled(), 1), (CharacterDropped(), -1), (CharactersTransposed(), 0),
            (ShiftHeld(), 0),
        ]
        for (slips, change) in keys {
            for text in try Samples.typed([slips], intention) {
                #expect(text.unicodeScalars.count == line.unicodeScalars.count + change)
            }
        }
    }
}
