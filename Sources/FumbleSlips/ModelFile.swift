import FumbleModel

/// The error model's data file, looked into by names.
struct ModelFile {
    private let root: JSONValue

    init(_ root: JSONValue) {
        self.root = root
    }

    func number(_ path: String...) throws(ErrorModel.Lacks) -> Double {
        try number(at: path)
    }

    private func number(at path: [String]) throws(ErrorModel.Lacks) -> Double {
        guard let number = root.at(path)?.double else {
            throw ErrorModel.Lacks(figure: path.joined(separator: "."))
        }
        return number
    }

    /// The data file's names of the profiles, in the order of `TypingProfile.measured`.
    private static let profiles = [
        "composition_uncorrected_codespell", "composition_uncorrected_lintian",
        "traffic_weighted_typed_names",
    ]

    func textShares() throws(ErrorModel.Lacks) -> ErrorModel.EditShares {
        ErrorModel.EditShares(
            substitution: try shares("substitution"), insertion: try shares("insertion"),
            deletion: try shares("deletion"), transposition: try shares("transposition"))
    }

    private func shares(_ edit: String) throws(ErrorModel.Lacks) -> Chance {
        var measured: [Double] = []
        for profile in Self.profiles {
            measured.append(try number(at: ["text_profiles", profile, edit]))
        }
        let mean = measured.reduce(0, +) / Double(measured.count)
        return Chance(SIMD4(mean, measured[0], measured[1], measured[2]))
    }

    /// Verhoeff's shares are of numbers of fixed length; of free ones more digits are left out and
    /// added, as of letters. Half way between the two is an assumption of ours.
    func numberShares(
        besides text: ErrorModel.EditShares
    ) throws(ErrorModel.Lacks) -> ErrorModel.EditShares {
        let profile = "fixed_length_profile"
        func middle(_ chance: Chance, _ fixed: Double) -> Chance {
            (chance + Chance(fixed)) * 0.5
        }
        return ErrorModel.EditShares(
            substitution: middle(
                text.substitution, try number("numeric", profile, "substitution")),
            insertion: middle(text.insertion, try number("numeric", profile, "addition")),
            deletion: middle(text.deletion, try number("numeric", profile, "omission")),
            transposition: middle(
                text.transposition, try number("numeric", profile, "adjacent_transposition")))
    }

    func textSubtypes() throws(ErrorModel.Lacks) -> ErrorModel.TextSubtypes {
        func part(_ edit: String, _ name: String) throws(ErrorModel.Lacks) -> Double {
            try number("text_subtypes", edit, name)
        }
        return ErrorModel.TextSubtypes(
            substitutedInRow: try part("substitution", "adjacent_same_row"),
            substitutedAcross: try part("substitution", "adjacent_cross_row"),
            substitutedElsewhere: try part("substitution", "other"),
            doubled: try part("insertion", "doubled"),
            insertedInRow: try part("insertion", "adjacent_same_row"),
            insertedAcross: try part("insertion", "adjacent_cross_row"),
            insertedElsewhere: try part("insertion", "other"),
            swappedAcrossHands: try part("transposition", "cross_hand"),
            swappedInOneHand: try part("transposition", "same_hand"))
    }

    func digitChoices() throws(ErrorModel.Lacks) -> ErrorModel.DigitChoices {
        let similar = root.at(["visually_similar_digits"])?.members ?? []
        return ErrorModel.DigitChoices(
            neighbour: try number("numeric", "digit_substitution", "adjacent"),
            alike: try number("numeric", "digit_substitution", "visually_similar"),
            other: try number("numeric", "digit_substitution", "other"),
            doubled: try number("numeric", "addition_split", "doubled"),
            zero: try number("numeric", "addition_split", "zero"),
            addedNeighbour: try number("numeric", "addition_split", "adjacent"),
            addedOther: try number("numeric", "addition_split", "other"),
            similar: Dictionary(
                similar.map { ($0.0, $0.1.elements.compactMap(\.text)) }, uniquingKeysWith: { $1 }))
    }

    func conditions() throws(ErrorModel.Lacks) -> [ErrorModel.Condition] {
        let list = root.at(["error_producing_conditions"])?.elements ?? []
        let conditions = list.compactMap { entry -> ErrorModel.Condition? in
            guard let name = entry.at(["id"])?.text, let times = entry.at(["multiplier"])?.double
            else { return nil }
            return ErrorModel.Condition(name: Self.word(name), multiplier: times)
        }
        guard !conditions.isEmpty else {
            throw ErrorModel.Lacks(figure: "error_producing_conditions")
        }
        return conditions
    }

    func stresses() throws(ErrorModel.Lacks) -> [ErrorModel.Stress] {
        let list = root.at(["stress"])?.members ?? []
        return list.compactMap { name, parts in
            let proportions = parts.members.compactMap { condition, share in
                share.double.map {
                    ErrorModel.Stress.Proportion(condition: Self.word(condition), share: $0)
                }
            }
            return proportions.isEmpty
                ? nil : ErrorModel.Stress(name: name, proportions: proportions)
        }
    }

    func rates() throws(ErrorModel.Lacks) -> [String: Double] {
        let list = root.at(["operators"])?.elements ?? []
        let rates = list.compactMap { entry -> (String, Double)? in
            guard let id = entry.at(["id"])?.text, let rate = entry.at(["default_hep"])?.double
            else { return nil }
            return (id, rate)
        }
        guard !rates.isEmpty else { throw ErrorModel.Lacks(figure: "operators") }
        return Dictionary(rates, uniquingKeysWith: { $1 })
    }

    func bases() -> [String: String] {
        let list = root.at(["operators"])?.elements ?? []
        let bases = list.compactMap { entry -> (String, String)? in
            guard let id = entry.at(["id"])?.text, let basis = entry.at(["basis"])?.text
            else { return nil }
            return (id, basis)
        }
        return Dictionary(bases, uniquingKeysWith: { $1 })
    }

    /// The names of the data file are written with `-` in files of fumble.
    private static func word(_ name: String) -> String {
        String(name.map { $0 == "_" ? "-" : $0 })
    }
}

extension JSONValue {
    fileprivate func at(_ path: [String]) -> JSONValue? {
        var value = self
        for name in path {
            guard let next = value.members.first(where: { $0.0 == name })?.1 else { return nil }
            value = next
        }
        return value
    }

    fileprivate var members: [(String, JSONValue)] {
        if case .object(let members) = self { members } else { [] }
    }

    fileprivate var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }

    fileprivate var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
