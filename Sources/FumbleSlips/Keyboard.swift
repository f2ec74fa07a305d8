package import FumbleModel

/// Which keys lie beside which, and what Shift makes of them.
///
/// Where digits need Shift it is held for the keys beside them too.
package struct Keyboard: Sendable {
    private let keys: [Key]
    private var placeOf: [UInt32: (key: Int, isShifted: Bool)] = [:]
    /// The keys beside each key, by place; with 1 for one in the same row and less for one in another.
    private let beside: [[Neighbour]]
    /// The same with Shift held.
    private let besideShifted: [[Neighbour]]

    private struct Key: Sendable {
        let plain: Unicode.Scalar
        let shifted: Unicode.Scalar
        let row: Int
        let x: Double
        let isLeft: Bool

        func character(isShifted: Bool) -> Unicode.Scalar { isShifted ? shifted : plain }
    }

    struct Neighbour: Sendable, Hashable {
        let key: Unicode.Scalar
        let isSameRow: Bool
        /// Of the neighbours in the same row, or of those in other rows.
        let share: Double
    }

    /// The farthest that the middles of two keys of neighbouring rows lie apart, in keys.
    private static let reach = 0.75

    package init(_ layout: KeyboardLayout) {
        let keys = layout.rows.enumerated().flatMap { row, spec in
            zip(spec.plain.unicodeScalars, zip(spec.shifted.unicodeScalars, spec.hands))
                .enumerated()
                .map { place, key in
                    Key(
                        plain: key.0, shifted: key.1.0, row: row, x: spec.at + Double(place),
                        isLeft: key.1.1 == "L")
                }
        }
        self.keys = keys
        // Of a character on two keys the one counts on which it needs no Shift.
        for isShifted in [true, false] {
            for (place, key) in keys.enumerated() {
                let character = key.character(isShifted: isShifted)
                if !isShifted || character != Self.none {
                    placeOf[character.value] = (place, isShifted)
                }
            }
        }
        beside = Self.neighbours(among: keys, isShifted: false)
        besideShifted = Self.neighbours(among: keys, isShifted: true)
    }

    /// What stands in a layout where Shift makes nothing of a key.
    private static let none: Unicode.Scalar = " "

    private static func neighbours(among keys: [Key], isShifted: Bool) -> [[Neighbour]] {
        keys.map { key in
            let same = keys.filter { $0.row == key.row && ($0.x - key.x).magnitude == 1 }
            let cross = keys.filter {
                ($0.row - key.row).magnitude == 1 && ($0.x - key.x).magnitude <= reach
            }
            return [(same, true), (cross, false)].flatMap { keys, isSameRow in
                keys.map {
                    Neighbour(
                        key: $0.character(isShifted: isShifted), isSameRow: isSameRow,
                        share: 1 / Double(keys.count))
                }
            }.filter { !isShifted || $0.key != none }
        }
    }

    package var count: Int { keys.count }

    /// The keys beside that of a character, those of its own row first; empty: it is on no key.
    func neighbours(of character: Unicode.Scalar) -> [Neighbour] {
        placeOf[character.value].map { ($0.isShifted ? besideShifted : beside)[$0.key] } ?? []
    }

    /// What comes of a key where Shift is held and should not be, or the other way round; nil: the character
    /// is on no key.
    func withShiftWrong(_ character: Unicode.Scalar) -> Unicode.Scalar? {
        placeOf[character.value].map { keys[$0.key].character(isShifted: !$0.isShifted) }
    }

    /// Whether two characters are typed with different hands; nil: one of them is on no key.
    func crossesHands(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool? {
        guard let left = placeOf[one.value], let right = placeOf[other.value] else { return nil }
        return keys[left.key].isLeft != keys[right.key].isLeft
    }
}
