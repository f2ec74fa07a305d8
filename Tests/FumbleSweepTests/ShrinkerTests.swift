import FumbleDocument
import FumbleModel
import FumbleSweep
import Testing

/// Whatever surrounds it, the shrinker finds what alone matters.
@Suite struct ShrinkerTests {
    /// A method of up to 30 steps, of which one crash is enough; what it must come down to.
    private struct Case {
        let root: Node
        let oracle: Oracle

        init(seed: UInt64) throws {
            var stream = RandomStream(seed: seed, name: "case")
            let servers = 1 + stream.below(20)
            let lasting = TimeSpan.seconds(Int64(1 + stream.below(3_599)))
            oracle = Oracle(of: "index", servers: servers, lasting: lasting)
            let count = 1 + stream.below(30)
            let guilty = stream.below(count)
            let lines = (0..<count).map { index in
                let start = index == 0 ? "at: 5m" : "after: \(1 + stream.below(600))s"
                guard index == guilty else {
                    return "  - {\(start), \(Self.noise(servers, &stream))}"
                }
                let crashed = servers + stream.below(60)
                let time = lasting + .seconds(Int64(stream.below(3_000)))
                let crash = "fault: {crash: {of: index, count: \(crashed) servers}}, for: \(time)"
                return "  - {\(start), \(crash)}"
            }
            root = try Drill.method(lines.joined(separator: "\n"))
        }

        private static func noise(_ servers: Int, _ stream: inout RandomStream) -> String {
            let time = "for: \(1 + stream.below(100))m"
            switch stream.below(5) {
            case 0: return "fault: {crash: {of: billing, count: \(1 + stream.below(99))}}, \(time)"
            case 1: return "fault: {slow: {of: index, count: 30%, factor: 8x}}, \(time)"
            case 2: return "load: {of: get, factor: 3x, for: 10m}"
            case 3: return "operator: {meant: ctl remove 4, typed: ctl remove 44}"
            // Fewer servers than matter, whatever the time.
            default:
                return servers == 1
                    ? "fault: {zone-loss: {zone: a}}"
                    : "fault: {crash: {of: index, count: \(servers - 1)}}, for: 2h"
            }
        }
    }

    @Test(arguments: UInt64(0)..<60)
    func findsTheOneStepThatMatters(_ seed: UInt64) async throws {
        let drill = try Case(seed: seed)
        let shrunk = await drill.oracle.shrink(drill.root)
        let steps = shrunk.root["method"]?.elements ?? []
        try #require(steps.count == 1)
        let crash = steps[0]["fault"]?["crash"]
        let servers = drill.oracle.servers
        #expect(
            Drill.text(of: crash?["count"]) == (servers == 1 ? "1 server" : "\(servers) servers"))
        #expect(Drill.text(of: steps[0]["for"]) == "\(drill.oracle.lasting)")
        #expect(!shrunk.isExhausted)
    }

    @Test(arguments: UInt64(0)..<15)
    func shrinkingAgainChangesNothing(_ seed: UInt64) async throws {
        let drill = try Case(seed: seed)
        let once = await drill.oracle.shrink(drill.root)
        let text = YAMLWriter.text(once.root, notes: once.notes)
        let twice = await drill.oracle.shrink(try Drill.tree(text))
        #expect(YAMLWriter.text(twice.root, notes: twice.notes) == text)
        #expect(twice.runs < once.runs || once.runs == twice.runs)
    }

    @Test(arguments: UInt64(0)..<10)
    func theSameRootGivesTheSameResult(_ seed: UInt64) async throws {
        let drill = try Case(seed: seed)
        let (first, second) = (
            await drill.oracle.shrink(drill.root), await drill.oracle.shrink(drill.root)
        )
        #expect(
            YAMLWriter.text(first.root, notes: first.notes)
                == YAMLWriter.text(second.root, notes: second.notes))
        #expect(first.runs == second.runs)
    }

    /// Two steps that only matter together both stay, and each says so.
    @Test func stepsThatMatterTogetherStay() async throws {
        let root = try Drill.method(
            """
              - {at: 5m, fault: {hang: {of: index, count: 3}}}
              - {after: 1m, fault: {crash: {of: billing, count: 9}}}
              - {after: 2m, fault: {crash: {of: index, count: 3}}}
            """)
        let shrunk = await Shrinker.shrink(root) { texts in
            texts.map { text in
                text.contains("hang") && text.contains("of: index, count: 3")
                    && text.contains("crash: {of: index") ? .same : .other("nothing deviates")
            }
        }
        #expect(
            YAMLWriter.text(shrunk.root, notes: shrunk.notes) == """
                fumble: experiment/v1
                method:
                  # without this step nothing deviates
                  - at: 0s  # 0s: there is no less
                    fault:
                      hang:
                        of: index
                        count: 1  # 1 server: there is no less
                  # without this step nothing deviates
                  - after: 0s  # 0s: there is no less
                    fault:
                      crash:
                        of: index
                        count: 3  # 3 servers: with 2 servers nothing deviates
                expect: {get: undisturbed}

                """)
    }

    /// Where a deviation needs no fault at all, the one step that stays says so; and the least that a
    /// file may say is no property of the run.
    @Test func whatNothingIsNeededForIsSaid() async throws {
        let root = try Drill.tree(
            """
            fumble: experiment/v1
            steady-state:
              gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}
            method:
              - {at: 5m, fault: {hang: {of: index, count: 3}}, for: 1m}
              - {after: 1m, fault: {crash: {of: billing, count: 9}}}
            """)
        let shrunk = await Shrinker.shrink(root) { texts in
            texts.map { text in
                text.contains("at: 9s") || text.contains("at: 0s") || text.contains("at: 5s")
                    ? .refused("the first step is too early") : .same
            }
        }
        #expect(
            YAMLWriter.text(shrunk.root, notes: shrunk.notes).contains(
                """
                method:
                  # no step is needed: with an idle one in its place it deviates as well
                """))
        let needed = await Shrinker.shrink(root) { texts in
            texts.map { text in
                if text.contains("factor: 1x") { return .other("nothing deviates") }
                return text.contains("hang") ? .same : .refused("a hang is needed")
            }
        }
        let text = YAMLWriter.text(needed.root, notes: needed.notes)
        #expect(
            text.contains(
                "# the only step that is needed: with an idle one in its place nothing deviates"))
    }

    /// A step that follows some that were left out begins when it did: with or without the first.
    @Test(arguments: [false, true]) func timesStayWhenStepsGo(_ firstStays: Bool) async throws {
        let root = try Drill.method(
            """
              - {at: 5m, fault: {hang: {of: index, count: 1}}}
              - {after: 1m, fault: {hang: {of: billing, count: 1}}}
              - {after: 90s, fault: {crash: {of: index, count: 1}}}
              - {fault: {crash: {of: billing, count: 1}}}
            """)
        let shrunk = await Shrinker.shrink(root) { texts in
            texts.map { text in
                let steps = (try? Drill.tree(text)["method"]?.elements) ?? []
                let isFirst = steps.first?["fault"]?["hang"]?["of"]?.scalar?.text == "index"
                let isMet =
                    steps.last?["fault"]?["crash"] != nil && (isFirst || !firstStays)
                    && Drill.start(ofLast: steps) >= .seconds(450)
                return isMet ? .same : .other("nothing deviates")
            }
        }
        let steps = shrunk.root["method"]?.elements ?? []
        #expect(steps.count == (firstStays ? 2 : 1))
        #expect(Drill.text(of: steps.first?["at"]) == (firstStays ? "5m" : "7m30s"))
        #expect(Drill.text(of: steps.last?["after"]) == (firstStays ? "2m30s" : ""))
    }

    @Test func theBoundOfRunsIsKeptAndTold() async throws {
        let drill = try Case(seed: 3)
        let shrunk = await drill.oracle.shrink(drill.root, mostRuns: 5)
        #expect(shrunk.runs == 5)
        #expect(shrunk.isExhausted)
        #expect(drill.oracle.trial(of: YAMLWriter.text(shrunk.root)) == .same)
        #expect(shrunk.notes.contains { $0.text.contains("the bound of runs was reached") })
    }

    /// A typed number comes down to the least that does, and no further than what was meant.
    @Test(arguments: [(5, "5"), (1, "4"), (44, "44")])
    func typedNumbersComeDown(_ least: Int, _ expected: String) async throws {
        let root = try Drill.method(
            """
              - at: 5m
                operator:
                  meant: ctl remove --env prod1 --count 4 --percent=10% 7
                  typed: ctl remove --env prod1 --count 44 --percent=10% 7
            """)
        let shrunk = await Shrinker.shrink(root) { texts in
            texts.map { text in
                let line = text.split(separator: "\n").first { $0.contains("typed") } ?? ""
                let words = line.split { " ,}".contains($0) }
                let place = words.firstIndex(of: "--count") ?? 0
                return (Int(words[place + 1]) ?? 0) >= least ? .same : .other("nothing deviates")
            }
        }
        #expect(
            Drill.text(of: shrunk.root["method"]?.elements?[0]["operator"]?["typed"])
                == "ctl remove --env prod1 --count \(expected) --percent=10% 7")
    }
}
