import Foundation
import FumbleModel
import Testing

@testable import FumbleReport

/// The keys that scripts rely on: this list may grow, and nothing may leave it.
struct JSONTests {
    private typealias Object = [String: Any]

    private static let top = [
        "schema", "experiment", "experiment_sha256", "claim", "fleet", "seed", "inputs", "build",
        "status", "status_reason", "outcome", "headline", "run", "resolution_s", "traffic",
        "promises",
        "guards", "recovery", "arms", "findings", "measures", "incident", "events",
        "events_hash",
    ]
    private static let promise = [
        "promise", "subsystem", "operation", "result", "minimum", "lowest", "limit", "worst",
        "unit", "broken_at_s", "below_for_s",
    ]
    private static let guardKeys = [
        "guard", "kind", "at", "keeps", "is", "result", "asked", "allowed", "clamped", "held_until",
        "refused", "decided_in_s", "beyond_meant", "false_stops", "message", "advice",
    ]
    private static let recovery = [
        "injected_at_s", "reverted_at_s", "time_to_symptom_s", "time_to_detect_s", "undetected",
        "time_to_respond_s", "time_to_first_success_s", "time_to_recover_s", "time_to_heal_s",
        "rode_through", "lost_requests", "depth", "censored", "observed_for_s", "relapses",
    ]
    private static let arm = [
        "promises", "recovery", "commands", "dependents", "blind", "capacity", "timeline",
        "milestones", "stages",
        "acknowledged_writes_lost", "writes", "load", "actions_late", "data_lost", "measures",
        "events", "events_hash",
    ]

    private func object(_ value: Any?) throws -> Object { try #require(value as? Object) }

    private func read(_ verdict: Verdict) throws -> Object {
        let text = JSONFormat().render(verdict, style: .plain)
        return try object(JSONSerialization.jsonObject(with: Data(text.utf8)))
    }

    private func expectKeys(_ value: Any?, _ keys: [String]) throws {
        #expect(try object(value).keys.sorted() == keys.sorted())
    }

    @Test func theKeysAreThoseOfTheContract() throws {
        let verdict = try read(SampleVerdicts.mistypedRemoval)
        try expectKeys(verdict, Self.top)
        for value in try #require(verdict["promises"] as? [Any]) {
            try expectKeys(value, Self.promise)
        }
        for value in try #require(verdict["guards"] as? [Any]) {
            try expectKeys(value, Self.guardKeys)
        }
        try expectKeys(verdict["recovery"], Self.recovery + ["by_operation"])
        let finding = try #require(verdict["findings"] as? [Any]).first
        try expectKeys(finding, ["path", "at", "outcome", "evidence"])
        let arms = try object(verdict["arms"])
        #expect(arms.keys.sorted() == ["guarded", "meant", "unguarded"])
        for name in ["guarded", "meant", "unguarded"] {
            let arm = try object(arms[name])
            try expectKeys(arm, Self.arm)
            try expectKeys(arm["recovery"], Self.recovery + ["by_operation"])
            let operations = try object(object(arm["recovery"])["by_operation"])
            try expectKeys(operations["get"], Self.recovery)
            let command = try #require(arm["commands"] as? [Any]).first
            try expectKeys(
                command,
                [
                    "line", "path", "at_s", "resolved", "applied", "ending", "decided_in_s", "by",
                ])
        }
    }

    @Test func thePublishedTimesAreReadWhereTheContractSays() throws {
        let verdict = try read(SampleVerdicts.mistypedRemoval)
        let unguarded = try object(object(verdict["arms"])["unguarded"])
        let operations = try object(object(unguarded["recovery"])["by_operation"])
        let get = try object(operations["get"])
        #expect(get["time_to_first_success_s"] as? Int == 169 * 60)
        #expect(get["time_to_recover_s"] as? Int == 221 * 60)
        #expect(try object(operations["put"])["time_to_recover_s"] as? Int == 257 * 60)
        let top = try object(verdict["recovery"])
        #expect(top["time_to_recover_s"] is NSNull)
        let guards = try #require(verdict["guards"] as? [Any])
        #expect(try object(guards.first)["decided_in_s"] as? Double == 0.04)
    }

    @Test func theEventsAtTheTopAreThoseOfAllArms() throws {
        let verdict = try read(SampleVerdicts.mistypedRemoval)
        #expect(verdict["events"] as? Int == 3 * 123_456)
        let arms = try object(verdict["arms"])
        #expect(try object(arms["guarded"])["events"] as? Int == 123_456)
        #expect(try object(arms["guarded"])["events_hash"] as? String == "0123456789abcdef")
        // Published: FNV-1a of the eight bytes "foobar\0\0" is that of "foobar", and two zeros more.
        let foobar = SampleVerdicts.counted([0x7261_626F_6F66])
        let prime: UInt64 = 0x100_0000_01B3
        #expect(foobar.eventsHash == 0x8594_4171_F739_67E8 &* prime &* prime)
        let orders = [[1, 2], [2, 1], [1], []].map { SampleVerdicts.counted($0).eventsHash }
        #expect(Set(orders).count == 4)
    }

    @Test func everyLineOfATimelineHasItsWeight() throws {
        let arms = try object(read(SampleVerdicts.mistypedRemoval)["arms"])
        let timeline = try #require(object(arms["unguarded"])["timeline"] as? [Any])
        for entry in timeline { try expectKeys(entry, ["at_s", "text", "weight"]) }
        #expect(try object(timeline.first)["weight"] as? String == "aside")
    }

    @Test func resultsAreTheWordsOfTheDictionary() {
        #expect(
            GuardOutcome.allCases.map(\.words) == [
                "held", "broke", "bypassed", "idle", "never asked",
            ])
    }

    @Test func timesArePlainNumbersOfSeconds() {
        #expect(JSONValue.seconds(TimeSpan.years(1_000)).compact == "31536000000")
        #expect(JSONValue.seconds(TimeSpan.milliseconds(40)).compact == "0.04")
        #expect(JSONValue.seconds(TimeSpan?.none).compact == "null")
        #expect(JSONValue.seed(7).compact == "7")
        #expect(JSONValue.seed(.max).compact == "\"18446744073709551615\"")
    }

    @Test(arguments: 0..<50)
    func everyVerdictIsReadBack(seed: UInt64) throws {
        var random = RandomVerdict(seed: seed)
        let verdict = random.next()
        #expect(try read(verdict)["headline"] as? String == verdict.headline)
    }

    @Test func severalRunsAreOneLineEach() {
        let verdicts = [SampleVerdicts.crash, SampleVerdicts.crash]
        let text = JSONFormat().render(verdicts, style: .plain)
        #expect(text.split(separator: "\n").count == 2)
        #expect(text.hasSuffix("}\n"))
    }
}
