import FumbleControl
import FumbleModel
import Testing

@testable import FumbleSlips

/// Chances are exposure x base rate x kind of edit x specific choice, and add up.
@Suite struct WeightTests {
    private static let usage = "ctl rm [--env ENV] --of SUBSYSTEM --count COUNT [--force]"

    private func sum(
        _ line: String, _ ids: [String], _ profile: TypingProfile = .usual
    ) throws -> Double {
        let fleet = try Samples.fleet(usage: Self.usage)
        let intention = try Samples.intention(line, on: fleet)
        let model = try Samples.model()
        return SlipOperators.standard().flatMap { $0.missteps(from: intention, by: model) }
            .filter { ids.contains($0.slip.id) }.reduce(0) { $0 + $1.chance[profile] }
    }

    private func isNear(_ value: Double, _ wanted: Double) -> Bool {
        (value - wanted).magnitude < wanted * 1e-9
    }

    /// A number is typed wrong once in a hundred; Verhoeff's 69.82 % and the 19.97 % of text are 44.9 %
    /// substitutions between them, and so on.
    @Test(arguments: ["4", "12", "345"]) func ofANumber(number: String) throws {
        let line = "ctl rm --of index --count \(number)"
        let text = (0.1981 + 0.1709 + 0.23) / 3
        #expect(isNear(try sum(line, ["num.adjacent"]), 0.01 * (0.6982 + text) / 2))
        let added = (0.2797 + 0.2987 + 0.29) / 3
        #expect(
            isNear(
                try sum(line, ["num.double", "num.extra", "num.zero"]),
                0.01 * (0.0676 + added) / 2))
        let dropped = (0.3361 + 0.3583 + 0.2) / 3
        #expect(isNear(try sum(line, ["num.drop"]), 0.01 * (0.0676 + dropped) / 2))
        #expect(
            isNear(
                try sum(line, ["num.adjacent"], .codespell), 0.01 * (0.6982 + 0.1981) / 2))
    }

    @Test func ofSelections() throws {
        let line = "ctl rm --env prod --of index --count 4"
        for id in ["name.sibling", "env.missing", "step.omitted", "step.repeated", "args.swapped"] {
            #expect(isNear(try sum(line, [id]), 0.003), "\(id)")
        }
        #expect(isNear(try sum(line, ["blank.value"]), 3 * 0.003))
        #expect(isNear(try sum(line, ["flag.missing_restrict"]), 2 * 0.003))
    }

    /// The data file's own table, of which the keyboard was made again from rows.
    @Test func neighboursOfFour() throws {
        let fleet = try Samples.fleet(usage: Self.usage)
        let intention = try Samples.intention("ctl rm --of index --count 4", on: fleet)
        let model = try Samples.model()
        let missteps = NeighbouringKey().missteps(from: intention, by: model)
            .filter { $0.slip.id == "num.adjacent" }
        let total = missteps.reduce(0) { $0 + $1.chance[.usual] }
        let shares = missteps.map { misstep -> (String, Double) in
            guard case .edit(let edits) = misstep.change else { return ("", 0) }
            return (edits[0].text, misstep.chance[.usual] / total)
        }
        let wanted = [("3", 0.3876), ("5", 0.3876), ("e", 0.1124), ("r", 0.1124)]
        for (key, share) in wanted {
            let found = shares.first { $0.0 == key }?.1 ?? 0
            #expect((found - share).magnitude < 0.0001, "\(key): \(found)")
        }
        #expect(shares.count == wanted.count)
    }

    /// HEART: the product of (multiplier - 1) x proportion + 1, and no chance above 1.
    @Test func stress() throws {
        let model = try Samples.model()
        let stress = ErrorModel.Stress(
            name: "two",
            proportions: [
                .init(condition: "time-short", share: 0.5), .init(condition: "no-check", share: 1),
            ])
        #expect(isNear(model.factor(of: stress), ((11 - 1) * 0.5 + 1) * 3))
        let fleet = try Samples.fleet(usage: Self.usage)
        let intention = try Samples.intention("ctl rm --of index --count 4", on: fleet)
        let calm = StepOmitted().missteps(from: intention, by: model)[0].chance[.usual]
        let tense = StepOmitted().missteps(from: intention, by: model.under(stress))[0]
        #expect(isNear(tense.chance[.usual], calm * 18))
        let wild = ErrorModel.Stress(
            name: "wild",
            proportions: ["unfamiliar", "time-short", "low-signal"].map {
                .init(condition: $0, share: 1)
            })
        let sure = StepOmitted().missteps(from: intention, by: model.under(wild))[0]
        #expect(sure.chance[.usual] == 1)
        for name in StressName.allCases {
            let known = try #require(model.stresses.first { $0.name == name.rawValue })
            #expect(model.factor(of: known) > 1)
        }
        for condition in ErrorCondition.allCases {
            #expect(model.conditions.contains { $0.name == condition.rawValue }, "\(condition)")
        }
        #expect(model.conditions.count == ErrorCondition.allCases.count)
    }

    /// One thing is typed at a time, with one slip or two: under any stress no more than one a command.
    @Test(arguments: StressName.allCases) func noMoreThanOneThingIsTyped(name: StressName) throws {
        let model = try Samples.model()
        let stress = try #require(model.stresses.first { $0.name == name.rawValue })
        let fleet = try Samples.fleet(usage: Self.usage)
        let line = "ctl rm --env prod --of index --count 345"
        let intention = try Samples.intention(line, on: fleet)
        func all(_ model: ErrorModel) -> (one: Chance, two: Chance) {
            let near = Neighbourhood(of: intention, by: model)
            let one = near.neighbours.reduce(Chance.never) { $0 + $1.chance }
            return (one, PairSample(of: near, by: model, budget: 0, seed: 1).chance)
        }
        let loose = model.under(stress)
        let free = SlipOperators.standard().flatMap { $0.missteps(from: intention, by: loose) }
            .reduce(Chance.never) { $0 + $1.chance }
        let tense = all(loose)
        for profile in TypingProfile.allCases {
            #expect(tense.one[profile] + tense.two[profile] < 1 + 1e-9)
            #expect(free[profile] < 1 || tense.one[profile] + tense.two[profile] > 0.9)
        }
        // Without a stress nothing is made smaller.
        let calm = SlipOperators.standard().flatMap { $0.missteps(from: intention, by: model) }
        #expect(Neighbourhood(of: intention, by: model).missteps == calm)
        // What is likelier than another stays so, as many times.
        let near = Neighbourhood(of: intention, by: loose).missteps
        #expect(near.count == calm.count)
        let ratio = near[0].chance[.usual] / near[40].chance[.usual]
        #expect(isNear(ratio, calm[0].chance[.usual] / calm[40].chance[.usual]))
    }
}
