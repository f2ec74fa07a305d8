import FumbleModel
import Testing

@testable import FumbleReport

struct TextTests {
    @Test func aLongTimelineIsSpreadOverTimeAndSaysHowManyAreLeftOut() {
        var page = TextPage(width: 80)
        let entries = (0..<100).map { SampleVerdicts.entry(Int64($0) * 60, "entry \($0)") }
        TimelineSection(entries, most: 5).add(to: &page)
        #expect(
            page.rendered(color: false) == """
                   0 min 00 s  entry 0
                  49 min 00 s  entry 49
                  74 min 00 s  entry 74
                  99 min 00 s  entry 99
                               … and 96 more: `--format markdown` shows all

                """)
    }

    @Test func aTimelineShowsEveryInstantBeforeASecondEntryOfOne() {
        var page = TextPage(width: 80)
        let times: [Int64] = [0, 0, 0, 0, 60, 60, 120, 180]
        let entries = times.enumerated().map { SampleVerdicts.entry($1, "entry \($0)") }
        TimelineSection(entries, most: 6).add(to: &page)
        #expect(
            page.rendered(color: false) == """
                  0 min 00 s  entry 0
                              entry 1
                  1 min 00 s  entry 4
                  2 min 00 s  entry 6
                  3 min 00 s  entry 7
                              … and 3 more: `--format markdown` shows all

                """)
    }

    @Test func whatWeighsMoreComesFirstAndAsidesNever() {
        var page = TextPage(width: 80)
        let weights: [TimelineEntry.Weight] = [.aside, .detail, .event, .detail, .turn, .turn]
        let entries = weights.enumerated().map {
            SampleVerdicts.entry(Int64($0) * 60, "a \($1)", $1)
        }
        TimelineSection(entries, most: 4).add(to: &page)
        #expect(
            page.rendered(color: false) == """
                  2 min 00 s  a event
                  4 min 00 s  a turn
                  5 min 00 s  a turn
                              … and 2 more: `--format markdown` shows all

                """)
        var whole = TextPage(width: 80)
        TimelineSection(entries, most: 5).add(to: &whole)
        #expect(!whole.rendered(color: false).contains("aside"))
        #expect(!whole.rendered(color: false).contains("more"))
    }

    /// However many lines there are: what was broken, what that did, and that it was undone.
    @Test func faultsAreNeverLeftOut() {
        var page = TextPage(width: 80)
        let entries = (0..<40).map { place in
            TimelineEntry(
                at: .start + .minutes(Int64(place)), text: "entry \(place)",
                weight: place % 2 == 0 ? .turn : .event, isOfFault: (20..<26).contains(place))
        }
        TimelineSection(entries, most: 4).add(to: &page)
        let text = page.rendered(color: false)
        for place in 20..<26 { #expect(text.contains("entry \(place)\n")) }
        #expect(text.contains("… and 34 more: `--format markdown` shows all"))
    }

    /// A run that was stopped before anything reached the fleet has measured nothing.
    @Test func aRunThatNeverBeganTellsNoFigures() {
        let quiet = ThreeArms.guarded
        let arm = ArmVerdict(
            arm: .guarded, promises: quiet.promises, recovery: SampleVerdicts.recovery(),
            byOperation: [], dependents: [], blind: [], commands: [], timeline: [],
            capacity: quiet.capacity, writesLost: 0, events: 0, eventsHash: 0)
        let verdict = Verdict(
            header: SampleVerdicts.header("drill"), claim: nil,
            status: .stopped(reason: "the goodput of get was 27.7%"), outcome: .inconclusive,
            headline: "Stopped.", main: arm, arms: [arm], guards: ThreeArms.guards, findings: [],
            resolution: .seconds(10))
        let text = TextFormat().render(verdict, style: .plain)
        #expect(text.contains("the goodput of get was 27.7%"))
        for word in ["What happened", "Capacity", "What was measured", "Guards", "kept"] {
            #expect(!text.contains(word), "\(word)")
        }
        #expect(!MarkdownFormat().render(verdict, style: .plain).contains("lost requests"))
    }

    @Test func armsThatLostTheSameCapacityShareTheirBars() {
        let two = SampleVerdicts.arms([ThreeArms.unguarded, ThreeArms.unguarded])
        let text = TextFormat().render(two, style: .plain)
        #expect(text.contains("\nCapacity with and without the guards, over 8 h\n"))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("  placement ") } == 1)
        let one = SampleVerdicts.arms([ThreeArms.guarded, ThreeArms.unguarded])
        #expect(
            TextFormat().render(one, style: .plain).contains(
                "  every subsystem was always full with the guards\n"))
    }

    @Test func whatAGuardSaidIsToldOnce() {
        let text = TextFormat().render(SampleVerdicts.mistypedRemoval, style: .plain)
        #expect(text.split(separator: "its minimum is 70").count == 2)
    }

    @Test func aTimelineThatFitsIsWhole() {
        var page = TextPage(width: 80)
        TimelineSection((0..<5).map { SampleVerdicts.entry(Int64($0), "e") }, most: 5)
            .add(to: &page)
        #expect(!page.rendered(color: false).contains("more"))
    }

    @Test func anEmptyTimelineSaysSo() {
        var page = TextPage(width: 80)
        TimelineSection([], most: 5).add(to: &page)
        #expect(page.rendered(color: false) == "  nothing\n")
    }

    @Test func onlyNoneAndAllHaveTheLowestAndTheHighestBlock() {
        let shape = CapacityShape(
            CapacityCourse(
                subsystem: "index", minimum: 70, full: 100, lowest: [0, 1, 50, 70, 99, 100, 120]))
        #expect(String(shape.columns(7).map(\.block)) == "▁▂▅▆▇██")
        #expect(shape.columns(7).map(\.isBelow) == [true, true, true, false, false, false, false])
        #expect(shape.isBelow)
    }

    @Test func aColumnShowsTheLowestOfItsWindows() {
        let shape = CapacityShape(
            CapacityCourse(subsystem: "a", minimum: 1, full: 2, lowest: [2, 2, 0, 2, 2, 2]))
        #expect(String(shape.columns(2).map(\.block)) == "▁█")
        #expect(String(shape.columns(12).map(\.block)) == "████▁▁██████")
    }

    @Test func aCapacityThatIsNotThereIsWhole() {
        let shape = CapacityShape(
            CapacityCourse(subsystem: "a", minimum: 0, full: 0, lowest: []))
        #expect(shape.columns(5).isEmpty)
        #expect(shape.lowestShare == 1)
        #expect(shape.isFullThroughout)
    }

    @Test func aTableBreaksItsWidestColumn() {
        var table = TextTable(columns: [
            .init(title: "guard", isNumber: false), .init(title: "asked", isNumber: true),
        ])
        table.add([.init(text: "a guard with a long name"), .init(text: "12")])
        var page = TextPage(width: 20)
        page.add(table.lines(width: 20))
        #expect(
            page.rendered(color: false) == """
                  guard        asked
                  a guard         12
                  with a long
                  name

                """)
    }

    @Test func aTableBreaksNoNumber() {
        var table = TextTable(columns: [
            .init(title: "", isNumber: false), .init(title: "requests", isNumber: true),
            .init(title: "before", isNumber: true),
        ])
        table.add([
            .init(text: "unanswered"), .init(text: "234,495,125"), .init(text: "234,495,120"),
        ])
        var page = TextPage(width: 36)
        page.add(table.lines(width: 36))
        #expect(
            page.rendered(color: false) == """
                               requests       before
                  unanswer  234,495,125  234,495,120
                  ed

                """)
    }

    @Test func aRunThatDidNotCompleteSaysWhy() {
        let text = TextFormat().render(verdict(.failed(reason: "out of memory")), style: .plain)
        #expect(text.contains("\n  failed        out of memory\n"))
    }

    @Test func whatDidNotRecoverIsMoreThanItWasWatched() {
        let recovery = SampleVerdicts.recovery(
            injected: .start, symptom: .seconds(10), depth: 0, isCensored: true)
        #expect(RecoveryWords(recovery).down == "more than 475 min")
        #expect(RecoveryWords(recovery).recovered == "more than 475 min")
        #expect(RecoveryWords(recovery).detected == "undetected")
        #expect(RecoveryWords(recovery, isCut: true).detected == "not known (cut off)")
        let undisturbed = SampleVerdicts.recovery(injected: .start)
        #expect(RecoveryWords(undisturbed).down == nil)
        #expect(RecoveryWords(undisturbed).recovered == "undisturbed")
        #expect(RecoveryWords(undisturbed, isCut: true).recovered == "not known (cut off)")
        #expect(RecoveryWords(undisturbed).detected == nil)
    }

    @Test func aSingleArmFitsOnAScreenAndThreeInThree() {
        let single = TextFormat().render(verdict(.completed), style: .plain)
        #expect(single.split(separator: "\n", omittingEmptySubsequences: false).count <= 26)
        let three = TextFormat().render(SampleVerdicts.mistypedRemoval, style: .plain)
        #expect(three.split(separator: "\n", omittingEmptySubsequences: false).count <= 70)
    }

    /// An undisturbed run of one arm.
    private func verdict(_ status: RunStatus) -> Verdict {
        let get = SampleVerdicts.recovery(injected: SampleVerdicts.minutes(5))
        let full = CapacityCourse(subsystem: "index", minimum: 70, full: 100, lowest: [100])
        let arm = ArmVerdict(
            arm: .guarded, promises: [SampleVerdicts.promise("index", limit: 70, worst: 100)],
            recovery: get, byOperation: [OperationRecovery(operation: "get", recovery: get)],
            dependents: [], blind: [], commands: [],
            timeline: [SampleVerdicts.entry(300, "slow injected into 1 server")],
            capacity: [full], writesLost: 0, events: 1, eventsHash: 1)
        return Verdict(
            header: SampleVerdicts.header("slow"), claim: "One may be slow.", status: status,
            outcome: .confirmed, headline: "Nobody noticed.", main: arm, arms: [arm], guards: [],
            findings: [SampleVerdicts.finding("expect.get", line: 3, .confirmed, "undisturbed")],
            resolution: .seconds(10))
    }

    /// Many columns in a narrow room: further tables, and no word is broken.
    @Test(arguments: [30, 40, 80]) func columnsWithoutRoomGoBelow(width: Int) {
        let titles = ["slip", "harmful"] + (0..<15).map { "G\($0)" } + ["through"]
        var table = TextTable(columns: titles.map { .init(title: $0, isNumber: $0 != "slip") })
        table.add(titles.map { .init(text: $0 == "slip" ? "digit doubled" : "12") })
        let lines = table.blocks(width: width).map { $0.rendered(color: false) }
        #expect(lines.allSatisfy { $0.count <= width })
        let words = lines.flatMap { $0.split(separator: " ").map(String.init) }
        #expect(titles.dropFirst().allSatisfy { title in words.count { $0 == title } == 1 })
        #expect(words.count { $0 == "doubled" } == lines.count { $0.contains("slip") })
        let wide = table.blocks(width: 200).map { $0.rendered(color: false) }
        #expect(wide == table.lines(width: 200).map { $0.rendered(color: false) })
    }

    @Test func aLongLabelIsBrokenBetweenWords() {
        var page = TextPage(width: 60)
        page.field("as it should be", "exactly at the floor")
        page.field("acknowledged-writes", "none")
        #expect(
            page.rendered(color: false).split(separator: "\n") == [
                "  as it should  exactly at the floor", "  be",
                "  acknowledged… none",
            ])
    }

    /// Probes that differ only in the guard that failed, or in how, are told once.
    @Test func repeatedProbesAreToldOnce() {
        func probe(_ kind: ProbeKind, _ name: String?, _ finding: String) -> ProbeResult {
            ProbeResult(
                kind: kind, guardName: name, line: "x", lines: 1, expected: .stopped,
                outcome: .asExpected, worst: nil, refused: 1, slowed: 0, known: [],
                finding: finding)
        }
        let ways: [(ProbeKind, String)] = [
            (.guardSlow, "slow"), (.guardDead, "dead"), (.guardNonsense, "answering nonsense"),
        ]
        let names = ["a", "b", "c", "d", "e"]
        let results =
            [probe(.oneBelow, nil, "one below the floor: refused")]
            + ways.flatMap { kind, way in
                names.map { probe(kind, $0, "`\($0)` \(way), `on-failure: refuse`: refused") }
            }
        #expect(
            ProbeGroups(results).groups.map(\.finding) == [
                "one below the floor: refused",
                "each by itself of `a`, `b`, `c`, `d` and `e` slow, dead or answering nonsense, "
                    + "`on-failure: refuse`: refused",
            ])
        #expect(
            ProbeGroups.names(results) == [
                "one below the floor", "guard slow, dead or answering nonsense (each of 5)",
            ])
        let odd = results + [probe(.guardDead, "f", "`f` dead, `on-failure: allow`: refused never")]
        #expect(ProbeGroups(odd).groups.count == 3)
    }
}
