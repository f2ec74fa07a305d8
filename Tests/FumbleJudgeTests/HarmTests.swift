import FumbleModel
import Testing

@testable import FumbleJudge

/// What is more harm than what was meant, and what is chance.
@Suite struct HarmTests {
    private static let observed = TimeSpan.minutes(55)

    private func harm(
        disturbed: TimeSpan = .zero, lost: Double = 0, data: Double = 0, objects: Int64 = 0,
        below: TimeSpan = .zero
    ) -> Harm {
        Harm(
            belowMinimum: below, disturbed: disturbed, isCensored: false, lostRequests: lost,
            lostData: objects, observed: Self.observed, headline: "", servers: 0,
            parts: [
                Harm.Part(name: "capacity a", outage: below),
                Harm.Part(
                    name: "clients get", outage: disturbed, lostRequests: lost, isOfClients: true),
                Harm.Part(
                    name: "data a", outage: data > 0 ? Self.observed : .zero, lostData: data),
            ], askedInWindow: 1_000, window: .seconds(10))
    }

    /// Where nobody declared how many objects there are, the share tells how much is gone.
    @Test func moreDataIsMoreHarmThoughSomeWasMeantToGo() {
        let meant = harm(data: 0.05, objects: 1)
        let typed = harm(data: 0.55, objects: 1)
        #expect(typed.isWorse(than: meant))
        #expect(typed.excess(over: meant) == Self.observed)
        #expect((typed.excessData(over: meant) - 0.5).magnitude < 1e-12)
        #expect(!meant.isWorse(than: typed) && meant.excessData(over: typed) == 0)
        #expect(!harm(data: 0.0504, objects: 1).isWorse(than: meant))
        // By number, where no share is known.
        #expect(harm(objects: 60).isWorse(than: harm(objects: 50)))
        #expect(!harm(objects: 50).isWorse(than: harm(objects: 50)))
    }

    /// A request that any seed may lose is no harm; an outage is, and so is a minimum that is not kept.
    @Test(
        arguments: [
            (10, 1, false), (10, 10, false), (10, 11, true), (600, 3, false), (600, 11, true),
            (10, 0, false), (20, 0, true),
        ] as [(Int64, Double, Bool)])
    func aFewRequestsAreChance(seconds: Int64, lost: Double, isHarm: Bool) {
        let typed = harm(disturbed: .seconds(seconds), lost: lost)
        #expect(typed.isWorse(than: harm()) == isHarm)
        #expect(typed.excess(over: harm()) == (isHarm ? .seconds(seconds) : .zero))
        #expect(harm(below: .seconds(10)).isWorse(than: harm()))
    }
}
