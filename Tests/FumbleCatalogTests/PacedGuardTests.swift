import FumbleModel
import Testing

/// Guards that let servers go one after the other, or later.
@Suite struct PacedGuardTests {
    typealias Fleet = SmallFleet

    private func batch(_ servers: [Int], done: [Int] = [], ago: TimeSpan = .zero) -> GuardRequest {
        Fleet.request(
            servers, stage: .batch, onBreach: .pace,
            progress: .init(
                typedAt: Fleet.now - .hours(1), done: done.map { ServerID($0) },
                lastBatchAt: done.isEmpty ? nil : Fleet.now - ago))
    }

    @Test func theCanaryGoesFirstAndTheRestWaits() throws {
        let text = "{canary-first: {count: 1 server, for: 10m}}"
        #expect(try clamp(Fleet.review(text, batch([0, 1, 2]))) == 1)
        #expect(try Fleet.review(text, batch([0])) == .allow)
        let waiting = try Fleet.review(text, batch([1, 2], done: [0], ago: .minutes(9)))
        #expect(hold(waiting) == Fleet.now + .minutes(1))
        #expect(try Fleet.review(text, batch([1, 2], done: [0], ago: .minutes(10))) == .allow)
        #expect(try Fleet.review(text, batch([2], done: [0, 1])) == .allow)
        #expect(try Fleet.review(text, Fleet.request([0, 1, 2])) == .allow)
    }

    @Test func theNextBatchGoesWhileTheFleetIsWell() throws {
        let text = "{health-gate: {batch: 2 servers, wait: 2m, down: 1 server}}"
        #expect(try clamp(Fleet.review(text, batch([0, 1, 2, 3]))) == 2)
        #expect(try Fleet.review(text, batch([0, 1])) == .allow)
        let ledger = [Fleet.removal([6, 7], at: Fleet.now - .minutes(3))]
        let next = batch([8, 9], done: [6, 7], ago: .minutes(3))
        let well = Fleet.view(serving: [7, 6], ledger: ledger)
        #expect(try Fleet.review(text, next, well) == .allow)
        let sick = Fleet.view(serving: [6, 6], ledger: ledger)
        #expect(
            try Fleet.review(text, next, sick)
                == .refuse(
                    reason:
                        "the line acts on 2 servers, but 2 servers of `index` are down that nobody "
                        + "removed, and at most 1 may be"))
        let early = batch([8, 9], done: [6, 7], ago: .minutes(1))
        #expect(hold(try Fleet.review(text, early, well)) == Fleet.now + .minutes(1))
    }

    @Test func whatIsDeletedIsMarkedFirst() throws {
        let text = "{soft-delete: {cooling: 24h}}"
        func typed(_ ago: TimeSpan, _ verb: VerbName = .deleteData) -> GuardRequest {
            Fleet.request(
                [0], verb: verb,
                progress: .init(typedAt: Fleet.now - ago, done: [], lastBatchAt: nil))
        }
        #expect(hold(try Fleet.review(text, typed(.zero))) == Fleet.now + .hours(24))
        #expect(hold(try Fleet.review(text, typed(.hours(23)))) == Fleet.now + .hours(1))
        #expect(try Fleet.review(text, typed(.hours(24))) == .allow)
        #expect(hold(try Fleet.review(text, typed(.zero, .removeServers))) != nil)
        #expect(try Fleet.review(text, typed(.zero, .restore)) == .allow)
    }

    private func clamp(_ decision: GuardDecision) -> Int? {
        if case .clamp(let count, _) = decision { count } else { nil }
    }

    private func hold(_ decision: GuardDecision) -> Instant? {
        if case .hold(let until, _) = decision { until } else { nil }
    }
}
