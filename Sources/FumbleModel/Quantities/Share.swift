/// A part of a whole, in millionths, so that 99.9 % is exact and equal on every machine.
package struct Share: Hashable, Comparable, Sendable, Codable {
    package let partsPerMillion: Int64

    package init(partsPerMillion: Int64) {
        self.partsPerMillion = partsPerMillion
    }

    package static let none = Share(partsPerMillion: 0)
    package static let whole = Share(partsPerMillion: 1_000_000)

    /// The share nearest to a percentage; finer than a ten-thousandth of a percent is rounded.
    package static func percent(_ percent: Double) -> Share {
        Share(partsPerMillion: Int64((percent * 10_000).rounded()))
    }

    /// The share as a fraction: 1 is the whole.
    package var fraction: Double { Double(partsPerMillion) / 1_000_000 }

    /// How many of `total` this share is, rounded up: 70 % of 99 servers is 70.
    package func rounded(up total: Int) -> Int {
        let parts = partsPerMillion * Int64(total)
        let whole = parts / 1_000_000
        return Int(parts % 1_000_000 > 0 ? whole + 1 : whole)
    }

    package static func < (left: Share, right: Share) -> Bool {
        left.partsPerMillion < right.partsPerMillion
    }
}

extension Share: CustomStringConvertible {
    /// As people write it: `99.9%`.
    package var description: String {
        PlainNumber.text(Double(partsPerMillion) / 10_000) + "%"
    }
}
