package import FumbleModel

/// Which keys lie beside which, and what Shift makes of them.
package struct Keyboard: Sendable {
    private let keys: [Key]
    private var placeOf: [UInt32: Int] = [:]
    /// The keys beside each key, by place; with 1 for one in the same row and less for one in another.
    private let beside: [[Neighbour]]

    private struct Key: Sendable {
        let plain: Unicode.Scalar
        let shifted: Unicode.Scalar
        let row: Int
        let x: Double
        let isLeft: Bool
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
        for (place, key) in keys.enumerated() {
            placeOf[key.plain.value] = place
        }
        beside = keys.map { key in
            let same = keys.filter { $0.row == key.row && ($0.x - key.x).magnitude == 1 }
            let cross = keys.filter {
                ($0.row - key.row).magnitude == 1 && ($0.x - key.x).magnitude <= Self.reach
            }
            return same.map {
                Neighbour(key: $0.plain, isSameRow: true, share: 1 / Double(same.count))
            }
                + cross.map {
                    Neighbour(key: $0.plain, isSameRow: false, share: 1 / Double(cross.count))
                }
        }
    }

    package var count: Int { keys.count }

    /// The keys beside that of a character, those of its own row first; empty: it is on no key.
    func neighbours(of character: Unicode.Scalar) -> [Neighbour] {
        placeOf[character.value].map { beside[$0] } ?? []
    }

    /// What Shift makes of a key; nil: nothing, or the character is on no key.
    func shifted(_ character: Unicode.Scalar) -> Unicode.Scalar? {
        placeOf[character.value].map { keys[$0].shifted }
    }

    /// Whether two characters are typed with different hands; nil: one of them is on no key.
    func crossesHands(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool? {
        guard let left = placeOf[one.value], let right = placeOf[other.value] else { return nil }
        return keys[left].isLeft != keys[right].isLeft
    }
}
