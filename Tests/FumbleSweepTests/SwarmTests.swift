import FumbleDocument
import FumbleModel
import FumbleSweep
import Testing

/// Variants leave out whole kinds and make the rest smaller, and never anything larger.
@Suite struct SwarmTests {
    private static let text = """
          - {at: 5m, fault: {crash: {of: index, count: 8 servers}}, for: 10m}
          - {after: 1m, fault: {slow: {of: index, count: 40%, factor: 9x}}, for: 2h}
          - {after: 1m, wait-until: {alarm: gets-failing, at-most: 5m}}
          - {after: 1m, fault: {crash: {of: billing, count: 3}}, for: 90s}
          - {after: 1m, operator: {meant: ctl remove 4, typed: ctl remove 44}}
          - {after: 1m, load: {of: get, factor: 3x, for: 10m}}
          - {after: 1m, operator: {meant: ctl add 4}}
        """

    private static func kind(_ step: Node) -> String {
        step["fault"]?.entries?.first?.name
            ?? ["operator", "load", "wait-until"].first { step[$0] != nil } ?? ""
    }

    private static func steps(_ seed: UInt64, keepsLines: Bool = false) throws -> [Node] {
        let variant = Swarm(seed: seed).variant(of: try Drill.method(text), keepsLines: keepsLines)
        return variant.root["method"]?.elements ?? []
    }

    @Test(arguments: UInt64(0)..<500)
    func nothingIsLargerAndSomethingStays(_ seed: UInt64) throws {
        let steps = try Self.steps(seed)
        #expect(steps.contains { Self.kind($0) != "wait-until" })
        for step in steps {
            var reading = Reading()
            if let crash = step["fault"]?["crash"] {
                let most = Drill.text(of: crash["of"]) == "index" ? 8 : 3
                let count = crash["count"].flatMap { Shape<Int>.servers.read($0, &reading) }
                #expect((1...most).contains(try #require(count)))
            }
            if let slow = step["fault"]?["slow"] {
                let factor = slow["factor"].flatMap { Shape<Double>.factor.read($0, &reading) }
                #expect((1...9).contains(try #require(factor)))
                let share = slow["count"].flatMap { Shape<Share>.share.read($0, &reading) }
                #expect(
                    (Share(partsPerMillion: 100) ... .percent(40)).contains(try #require(share)))
            }
            if let lasts = step["for"] {
                let time = try #require(Shape<TimeSpan>.duration.read(lasts, &reading))
                #expect(time <= .hours(2))
            }
            #expect(reading.diagnostics.isEmpty)
        }
        let lines = steps.filter { Self.kind($0) == "operator" }
        #expect(
            lines.isEmpty || lines.count == 2 || steps.count { Self.kind($0) != "wait-until" } == 1)
        #expect(steps.contains { Self.kind($0) == "wait-until" })
    }

    /// Over many seeds every kind is left out and kept often, and some variants are not small.
    @Test func everyKindIsLeftOutAndKept() throws {
        let variants = try (UInt64(0)..<400).map { try Self.steps($0).map(Self.kind) }
        for kind in ["crash", "slow", "operator", "load"] {
            let kept = variants.count { $0.contains(kind) }
            #expect((80...280).contains(kept), "\(kind) is in \(kept) of 400 variants")
        }
        #expect(variants.contains { $0.count == 7 })
        #expect(Set(variants).count > 20)
    }

    @Test(arguments: UInt64(0)..<50)
    func theSameSeedGivesTheSameVariant(_ seed: UInt64) throws {
        #expect(
            try Self.steps(seed).map { YAMLWriter.text($0) }
                == Self.steps(seed).map { YAMLWriter.text($0) })
    }

    /// One kind's draws are its own: a new kind of fault in the file changes no other kind's.
    @Test(arguments: UInt64(0)..<100)
    func anotherKindChangesNoDraw(_ seed: UInt64) throws {
        let more = Self.text + "\n  - {after: 1m, fault: {hang: {of: index, count: 2}}, for: 1m}"
        let with = Swarm(seed: seed).variant(of: try Drill.method(more)).root
        let others = Drill.lines(with).filter { !$0.contains("hang") }
        let without = try Self.steps(seed).map { YAMLWriter.text($0) }
        // Where nothing else was kept, the one step that had to stay may be another one.
        guard without.count > 2, others.count > 2 else { return }
        #expect(others == without)
    }

    /// Whatever the file expects to go wrong is open in a variant; bounds of harm stay.
    @Test func harmIsNotAskedOfVariants() throws {
        let root = try Drill.tree(
            """
            fumble: experiment/v1
            method:
            \(Self.text)
            expect:
              promises: {capacity: broken, pace: kept}
              guards: {floor: held, rate: idle}
              acknowledged-writes-lost: {at-least: 4 requests}
              get: {time-to-recover: {at-least: 5m, at-most: 9m}, depth: {at-least: 20%}}
              put: {time-to-recover: {at-least: 5m}, depth: {at-most: 50%}}
              list: {relapses: {at-most: 1}}
              clients: {time-to-symptom: {at-most: 1m}}
            """)
        for seed in UInt64(0)..<20 {
            let variant = Swarm(seed: seed).variant(of: root)
            let expect = try #require(variant.root["expect"])
            let text = YAMLWriter.text(expect)
            #expect(
                text == """
                    promises: {capacity: any, pace: kept}
                    guards: {floor: any, rate: idle}
                    acknowledged-writes-lost: {at-least: 0 requests}
                    get:
                      time-to-recover: {at-most: 9m}
                      depth: {at-least: 20%}
                    put:
                      time-to-recover: {at-least: 0s}
                      depth: {at-most: 100%}
                    list:
                      relapses: {at-most: 1}
                    clients:
                      time-to-symptom: {at-least: 0s}

                    """)
            #expect(
                variant.notAsked == [
                    "expect.promises.capacity", "expect.guards.floor",
                    "expect.acknowledged-writes-lost", "expect.get.time-to-recover",
                    "expect.put.time-to-recover", "expect.put.depth",
                    "expect.clients.time-to-symptom",
                ])
        }
    }

    /// A variant that does all that the file does is asked all that the file asks.
    @Test func theWholeMethodIsAskedEverything() throws {
        let root = try Drill.tree(
            """
            fumble: experiment/v1
            method:
              - {at: 5m, operator: {meant: ctl remove 4, typed: ctl remove 44}}
            expect: {promises: {capacity: broken}}
            """)
        for seed in UInt64(0)..<20 {
            let variant = Swarm(seed: seed).variant(of: root)
            let (text, whole) = (YAMLWriter.text(variant.root), YAMLWriter.text(root))
            #expect(variant.notAsked == [])
            #expect(text == whole)
        }
    }

    @Test(arguments: UInt64(0)..<50)
    func typedLinesCanBeKept(_ seed: UInt64) throws {
        let steps = try Self.steps(seed, keepsLines: true)
        #expect(steps.count { Self.kind($0) == "operator" } == 2)
        #expect(steps.contains { YAMLWriter.text($0).contains("typed: ctl remove 44") })
    }
}
