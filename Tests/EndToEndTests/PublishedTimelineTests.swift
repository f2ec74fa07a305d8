import Testing

/// The published timeline of 28 February 2017, worked out by the command within two per cent.
@Suite(.timeLimit(.minutes(30))) struct PublishedTimelineTests {
    /// Minutes from the command: GET begins to be answered, GET is whole, PUT is whole.
    private static let published = (firstGet: 169.0, wholeGet: 221.0, wholePut: 257.0)
    private static let tolerance = 0.02

    @Test(arguments: 1...20)
    func theBaselineKeepsToIt(seed: Int) async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let ended = try await scene.fumble(
            "run", "s3-2017/baseline.yaml", "--seed", "\(seed)", "--format", "json")
        #expect(ended.status == 0)
        let operations = try #require(try ended.verdict().recovery.byOperation)
        let (get, put) = (try #require(operations["get"]), try #require(operations["put"]))
        try expect(get.timeToFirstSuccessS, minutes: Self.published.firstGet)
        try expect(get.timeToRecoverS, minutes: Self.published.wholeGet)
        try expect(put.timeToRecoverS, minutes: Self.published.wholePut)
    }

    private func expect(_ seconds: Double?, minutes: Double) throws {
        let found = try #require(seconds) / 60
        #expect(abs(found - minutes) <= Self.tolerance * minutes, "\(found) min, not \(minutes)")
    }

    /// The page is put on another way two hours in, and not before.
    @Test func theStatusPageIsBlindForTwoHours() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let ended = try await scene.fumble("run", "s3-2017/baseline.yaml", "--format", "json")
        let arm = try #require(try ended.verdict().arms["guarded"])
        #expect(arm.blind.map(\.subsystem) == ["status-page"])
        let (from, until) = (300.0, 300.0 + 120 * 60)
        #expect(arm.blind.map(\.fromS) == [from])
        #expect(arm.blind.map(\.untilS) == [until])
    }

    @Test func theFirstCommandOfTheReadme() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let file = "s3-2017/mistyped-removal.yaml"
        let ended = try await scene.fumble("run", file, "--format", "json")
        #expect(ended.status == 0)
        let verdict = try ended.verdict()
        #expect(
            verdict.headline
                == "Refused in 40 ms. Without the floor: GET down 169 min, PUT whole after 257 min."
        )
        #expect(verdict.guards.first { $0.guard == "floor" }?.result == "held")
        #expect(verdict.recovery.lostRequests == 0)
        let text = try await scene.fumble("run", file)
        #expect(text.stdout.hasPrefix(verdict.headline + "\n"))
    }
}
