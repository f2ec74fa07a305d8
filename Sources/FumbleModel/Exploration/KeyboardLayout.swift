/// A keyboard as its file describes it: rows from the top, keys from the left.
package struct KeyboardLayout: Sendable, Hashable {
    package let name: String
    package let rows: [Row]

    package init(name: String, rows: [Row]) {
        self.name = name
        self.rows = rows
    }

    package struct Row: Sendable, Hashable {
        /// Where the middle of the first key lies, in keys.
        package let at: Double
        /// What each key types, alone and with Shift, and the hand that types it (`L` or `R`).
        package let plain: String
        package let shifted: String
        package let hands: String

        package init(at: Double, plain: String, shifted: String, hands: String) {
            self.at = at
            self.plain = plain
            self.shifted = shifted
            self.hands = hands
        }
    }
}
