import FumbleModel
import Testing

@testable import FumbleTraffic

@Suite struct LoadPlanTests {
    private func operation(
        _ request: LoadOperation.Request = .get(["/a"]), rate: Double = 10,
        deadline: TimeSpan = .seconds(1), retries: Int = 0
    ) -> LoadOperation {
        LoadOperation(
            "o", request, rate: Frequency(perSecond: rate), deadline: deadline,
            retries: RetrySpec(atMost: retries, budget: nil))
    }

    private func put(_ prefix: String, _ keys: Int, _ bytes: Int64) -> LoadOperation {
        operation(.put(prefix: prefix, keys: keys, size: ByteCount(bytes: bytes)))
    }

    @Test func everyFieldIsCheckedAndNamed() {
        let wrong: [(LoadPlan, String)] = [
            (plan([]), "`operations` is empty, but may be one or more"),
            (
                plan([operation(), operation()]),
                "`operations` is `o` twice, but may be of different names"
            ),
            (
                plan([operation(rate: 0)]),
                "`o.rate` is 0/s, but may be above 0/s and up to 1000000/s"
            ),
            (
                plan([operation(rate: .nan)]),
                "`o.rate` is nan/s, but may be above 0/s and up to 1000000/s"
            ),
            (
                plan([operation(deadline: .zero)]), "`o.deadline` is 0s, but may be from 1ms to 1h"
            ),
            (plan([operation(retries: -1)]), "`o.retries` is -1, but may be from 0 to 100"),
            (plan([operation(.get([]))]), "`o.paths` is empty, but may be one or more"),
            (
                plan([operation(.get(["/a", "b c"]))]),
                "`o.paths` is b c, but may be `/` and visible ASCII characters after it"
            ),
            (
                plan([put("k", 1, 200)]),
                "`o.prefix` is k, but may be `/` and visible ASCII characters after it"
            ),
            (plan([put("/k", 0, 200)]), "`o.keys` is 0, but may be from 1"),
            (plan([put("/k", 1, 127)]), "`o.size` is 127 B, but may be from 128 B to 8 MiB"),
            (plan([operation()], length: .zero), "`length` is 0s, but may be from 1ms to 1y"),
            (plan([operation()], connections: 0), "`connections` is 0, but may be from 1 to 8192"),
            (plan([operation()], window: .zero), "`window` is 0s, but may be from 10ms"),
        ]
        for (plan, message) in wrong { #expect(plan.mistake?.description == message) }
        #expect(plan([operation(), put("/k", 1, 8 << 20).named("p")]).mistake == nil)
    }

    private func plan(
        _ operations: [LoadOperation], length: TimeSpan = .seconds(1), connections: Int = 1,
        window: TimeSpan = .seconds(10)
    ) -> LoadPlan {
        LoadPlan(operations, length: length, seed: 1, connections: connections, window: window)
    }
}

extension LoadOperation {
    func named(_ name: String) -> LoadOperation {
        LoadOperation(
            name, request, rate: rate, arrivals: arrivals, deadline: deadline, retries: retries)
    }
}
