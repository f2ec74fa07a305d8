import FumbleControl
import FumbleModel
import Testing

@testable import FumbleSlips

/// The neighbourhood of the command of 2017.
@Suite struct NeighbourhoodTests {
    private func neighbourhood(
        without left: [String] = []
    ) throws -> (Neighbourhood, LineReader) {
        let fleet = try Samples.s3()
        let intention = try Samples.intention(Samples.meant, on: fleet, window: "prod-shell")
        let operators = SlipOperators.standard().filter { slips in
            !left.contains { "\(type(of: slips))" == $0 }
        }
        return (
            Neighbourhood(of: intention, by: try Samples.model(), operators: operators),
            Samples.reader(fleet)
        )
    }

    /// About a thousand lines, and a handful of effects. Published are 963 and 17 to 19; digits that are
    /// no neighbours (`AnotherDigit`) are not among those, and are a dozen effects more here.
    @Test func linesAndEffects() throws {
        let (all, reader) = try neighbourhood()
        let effects = Effects(
            of: all.neighbours, pairs: [], meant: Samples.meant, in: nil, read: reader.preview)
        #expect(all.neighbours.count == 939)
        #expect(effects.distinct == 31)
        let (near, _) = try neighbourhood(without: ["AnotherDigit"])
        let fewer = Effects(
            of: near.neighbours, pairs: [], meant: Samples.meant, in: nil, read: reader.preview)
        print(
            "one slip from the command of 2017: \(all.neighbours.count) lines, "
                + "\(effects.distinct) effects; \(near.neighbours.count) lines and "
                + "\(fewer.distinct) effects without digits far from the meant one")
        #expect((15...21).contains(fewer.distinct))
        let lines = effects.requests.reduce(0) { $0 + $1.neighbours.count }
        #expect(lines == all.neighbours.count)
    }

    /// The slip of 2017 is there, and comes to 44 servers.
    @Test func theSlipOf2017() throws {
        let (all, reader) = try neighbourhood()
        let typed = Neighbour.Typed.line(
            "fleetctl remove --env prod --subsystem billing --count 44", window: "prod-shell")
        let neighbour = try #require(all.neighbours.first { $0.typed == typed })
        #expect(neighbour.ways[0].slips[0].name == "digit doubled")
        guard
            case .asked(let asked) = Effects.outcome(
                of: typed, near: reader.preview(Samples.meant, in: nil), reader.preview)
        else {
            Issue.record("it reaches nobody")
            return
        }
        #expect(asked.deed.servers.count == 44)
        #expect(asked.guards == ["floor", "rate"])
    }

    /// Lines that the playbook cannot tell apart are told apart where the team's own tool does so, unless
    /// neither does anything.
    @Test func whatTheToolDoesTellsLinesApart() throws {
        let (all, reader) = try neighbourhood()
        let plain = Effects(
            of: all.neighbours, pairs: [], meant: Samples.meant, in: nil, read: reader.preview)
        let refused = try #require(plain.requests.first { $0.outcome == .refused })
        let taken = try #require(refused.neighbours.first).typed
        let seen = Effects(
            of: all.neighbours, pairs: [], meant: Samples.meant, in: nil, read: reader.preview
        ) { typed in
            ToolDeed(removed: [typed == taken ? [ServerID(3)] : []])
        }
        #expect(seen.requests.count == plain.requests.count + 1)
        let apart = try #require(seen.requests.first { $0.tool?.servers == [ServerID(3)] })
        #expect(apart.outcome == .refused && apart.neighbours.map(\.typed) == [taken])
        let left = try #require(seen.requests.first { $0.outcome == .refused && $0.tool == nil })
        #expect(left.neighbours.count == refused.neighbours.count - 1)
        #expect(seen.requests.allSatisfy { $0.tool != nil || $0.outcome.isOfNothing })
    }

    @Test func refusalIsAnEffect() throws {
        let (all, reader) = try neighbourhood()
        let effects = Effects(
            of: all.neighbours, pairs: [], meant: Samples.meant, in: nil, read: reader.preview)
        let refused = try #require(effects.requests.first { $0.outcome == .refused })
        #expect(refused.neighbours.count > 800)
        #expect(effects.requests.filter { $0.outcome == .refused }.count == 1)
    }

    /// Every draw carries the same share of the chance of two slips, and each line has its own.
    @Test(arguments: UInt64(0)..<20) func pairs(seed: UInt64) throws {
        let (all, _) = try neighbourhood()
        let model = try Samples.model()
        let sample = PairSample(of: all, by: model, budget: 100, seed: seed)
        let again = PairSample(of: all, by: model, budget: 100, seed: seed)
        #expect(sample.neighbours.map(\.typed) == again.neighbours.map(\.typed))
        #expect(sample.draws == 100)
        #expect(sample.neighbours.count <= 100)
        let ones = Set(all.neighbours.map(\.typed))
        #expect(sample.neighbours.allSatisfy { !ones.contains($0.typed) })
        let carried = sample.neighbours.reduce(0) { $0 + $1.share[.usual] }
        #expect(carried <= sample.chance[.usual] * 1.000001)
        #expect(carried >= sample.chance[.usual] * 0.8)
        let sum = all.missteps.reduce(0) { $0 + $1.chance[.usual] }
        #expect((sample.chance[.usual] - sum * sum * model.secondSlip / 2).magnitude < 1e-12)
        let more = PairSample(of: all, by: model, budget: 400, seed: seed)
        for pair in sample.neighbours.prefix(5) {
            // By whatever way it is drawn: a weight times a weight times the chance of a second slip.
            let products = all.missteps.lazy.filter { $0.slip == pair.ways[0].slips[0] }
                .flatMap { one in
                    all.missteps.lazy.filter { $0.slip == pair.ways[0].slips[1] }.map {
                        one.chance[.usual] * $0.chance[.usual] * model.secondSlip
                    }
                }
            #expect(products.contains { ($0 / pair.chance[.usual] - 1).magnitude < 1e-9 })
            let again = try #require(more.neighbours.first { $0.typed == pair.typed })
            #expect(again.chance[.usual] >= pair.chance[.usual])
        }
    }

    @Test func noBudgetNoPairs() throws {
        let (all, _) = try neighbourhood()
        let sample = PairSample(of: all, by: try Samples.model(), budget: 0, seed: 1)
        #expect(sample.neighbours.isEmpty)
        #expect(sample.draws == 0)
    }
}
