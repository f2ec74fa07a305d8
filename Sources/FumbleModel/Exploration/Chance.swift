/// How likely something is each time a command is typed, once for each profile of typing errors.
///
/// The profiles disagree about how often letters are left out, added, changed or swapped. What comes
/// out differently between them is not known.
package struct Chance: Sendable, Hashable {
    /// In the order of `TypingProfile.allCases`.
    package private(set) var byProfile: SIMD4<Double>

    package init(_ byProfile: SIMD4<Double>) {
        self.byProfile = byProfile
    }

    /// The same in every profile.
    package init(_ chance: Double) {
        byProfile = SIMD4(repeating: chance)
    }

    package static let never = Chance(0)

    package subscript(profile: TypingProfile) -> Double { byProfile[profile.place] }

    package static func + (left: Chance, right: Chance) -> Chance {
        Chance(left.byProfile + right.byProfile)
    }

    package static func * (left: Chance, right: Double) -> Chance {
        Chance(left.byProfile * right)
    }

    package static func += (left: inout Chance, right: Chance) { left = left + right }

    /// Part of a sum of weights, which may be more than 1; of nothing nothing.
    package func share(of all: Chance) -> Chance {
        let parts = byProfile / all.byProfile
        return Chance(parts.replacing(with: 0, where: all.byProfile .<= 0))
    }

    /// What each is to be multiplied by so that it is at most so much.
    package func factor(toComeTo most: Double) -> Chance {
        let all = SIMD4(repeating: most)
        return Chance((all / byProfile).replacing(with: 1, where: byProfile .<= all))
    }

    /// The same, and at most 1.
    package var clamped: Chance { Chance(byProfile.clamped(lowerBound: .zero, upperBound: .one)) }
}

/// A measured division of typing errors into kinds of edit.
package enum TypingProfile: String, Sendable, Hashable, Codable, CaseIterable {
    /// The mean of the others.
    case usual
    case codespell, lintian, traffic

    package var place: Int {
        switch self {
        case .usual: 0
        case .codespell: 1
        case .lintian: 2
        case .traffic: 3
        }
    }

    /// Those that were measured, and are compared.
    package static let measured: [TypingProfile] = [.codespell, .lintian, .traffic]
}
