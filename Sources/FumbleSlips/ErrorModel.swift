package import FumbleModel

/// How often people make which slip, as the project's data file says it: all figures are chances, from
/// 0 to 1.
///
/// A misstep's chance is exposure (keystrokes, fields, decisions) x base rate x kind of edit x specific
/// choice. Every figure and its source is in `operator-error-model.json`.
package struct ErrorModel: Sendable {
    /// Of a wrong key at one keystroke reaching Enter.
    let perKeystroke: Double
    /// Of a number being typed wrong.
    let perNumber: Double
    /// Of letters, by kind of edit.
    let text: EditShares
    /// Of digits, by kind of edit.
    let number: EditShares
    /// How often the first character of a word is hit, as a share of any other.
    let firstCharacter: EditRates
    let textSubtypes: TextSubtypes
    let digits: DigitChoices
    /// How much rarer a key of another row is hit than one of the same.
    let crossRowWeight: Double
    /// Of a second slip, once there was one.
    package let secondSlip: Double
    package let conditions: [Condition]
    package let stresses: [Stress]
    private let rates: [String: Double]
    private let bases: [String: String]
    private let factor: Double

    struct EditShares: Sendable {
        let substitution: Chance
        let insertion: Chance
        let deletion: Chance
        let transposition: Chance
    }

    struct EditRates: Sendable {
        let substitution: Double
        let insertion: Double
        let deletion: Double
        let transposition: Double
    }

    struct TextSubtypes: Sendable {
        let substitutedInRow: Double
        let substitutedAcross: Double
        let substitutedElsewhere: Double
        let doubled: Double
        let insertedInRow: Double
        let insertedAcross: Double
        let insertedElsewhere: Double
        let swappedAcrossHands: Double
        let swappedInOneHand: Double
    }

    struct DigitChoices: Sendable {
        let neighbour: Double
        let alike: Double
        let other: Double
        let doubled: Double
        let zero: Double
        let addedNeighbour: Double
        let addedOther: Double
        /// The digits that look like each digit.
        let similar: [String: [String]]
    }

    /// Something that makes people err more often (HEART).
    package struct Condition: Sendable, Hashable {
        package let name: String
        package let multiplier: Double
    }

    /// Conditions that hold together, each to a proportion.
    package struct Stress: Sendable, Hashable {
        package let name: String
        package let proportions: [Proportion]

        package struct Proportion: Sendable, Hashable {
            package let condition: String
            package let share: Double

            package init(condition: String, share: Double) {
                self.condition = condition
                self.share = share
            }
        }

        package init(name: String, proportions: [Proportion]) {
            self.name = name
            self.proportions = proportions
        }
    }

    /// A figure that the data file lacks: our own mistake.
    package struct Lacks: Error, Hashable {
        package let figure: String
    }

    /// Of a selection, an omission or another slip that is no matter of keys.
    func rate(of slip: Slip) -> Double { rates[slip.id] ?? 0 }

    /// What a slip's weight rests on, in the data file's words; nil: it does not say.
    package func basis(of id: String) -> String? { bases[id] }

    /// How much more often people err under a stress: the product of `(multiplier - 1) x proportion + 1`
    /// over its conditions (HEART).
    package func factor(of stress: Stress) -> Double {
        stress.proportions.reduce(1) { product, part in
            let multiplier = conditions.first { $0.name == part.condition }?.multiplier ?? 1
            return product * ((multiplier - 1) * part.share + 1)
        }
    }

    /// The same people under a stress.
    package func under(_ stress: Stress) -> ErrorModel {
        ErrorModel(self, factor: factor(of: stress))
    }

    /// The same missteps, no more of them together than can happen at one command: one thing is typed at a
    /// time, with one slip or with two.
    ///
    /// Conditions multiply each chance by itself (HEART), and together they can come to more than 1. They are then
    /// all made smaller alike: with `t` the sum of the chances and `s` that of a second slip, until
    /// `t + s t^2 / 2 = 1`.
    func bounded(_ missteps: [Misstep]) -> [Misstep] {
        let sum = missteps.reduce(Chance.never) { $0 + $1.chance }
        let most = secondSlip > 0 ? ((1 + 2 * secondSlip).squareRoot() - 1) / secondSlip : 1
        let factor = sum.factor(toComeTo: most)
        guard factor != Chance(1) else { return missteps }
        return missteps.map {
            Misstep($0.slip, $0.change, Chance($0.chance.byProfile * factor.byProfile))
        }
    }

    /// A chance under the stress in force, at most 1.
    func stressed(_ chance: Chance) -> Chance { (chance * factor).clamped }

    private init(_ model: ErrorModel, factor: Double) {
        perKeystroke = model.perKeystroke
        perNumber = model.perNumber
        text = model.text
        number = model.number
        firstCharacter = model.firstCharacter
        textSubtypes = model.textSubtypes
        digits = model.digits
        crossRowWeight = model.crossRowWeight
        secondSlip = model.secondSlip
        conditions = model.conditions
        stresses = model.stresses
        rates = model.rates
        bases = model.bases
        self.factor = factor
    }

    /// Reads the data file.
    package init(_ data: JSONValue) throws(Lacks) {
        let file = ModelFile(data)
        perKeystroke = try file.number("recommended", "per_keystroke_reaching_enter")
        perNumber = try file.number("recommended", "per_numeric_field")
        text = try file.textShares()
        number = try file.numberShares(besides: text)
        let first = "first_character_relative_rate"
        firstCharacter = EditRates(
            substitution: try file.number(first, "substitution"),
            insertion: try file.number(first, "insertion"),
            deletion: try file.number(first, "deletion"),
            transposition: try file.number(first, "transposition"))
        textSubtypes = try file.textSubtypes()
        digits = try file.digitChoices()
        crossRowWeight = try file.number("adjacency_cross_row_weight")
        secondSlip = try file.number("p_second_slip")
        conditions = try file.conditions()
        stresses = try file.stresses()
        rates = try file.rates()
        bases = file.bases()
        factor = 1
    }
}
