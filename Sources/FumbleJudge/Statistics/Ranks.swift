/// The ranks of numbers among each other, from 1; equal ones share the mean of theirs.
package struct Ranks: Sendable {
    /// Twice each rank, so that shared ranks are whole.
    package let doubled: [Int]
    /// How many there are of each number that occurs more than once.
    package let ties: [Int]

    package init(_ values: [Double]) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var doubled = [Int](repeating: 0, count: values.count)
        var ties: [Int] = []
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            // Ranks start + 1 to end.
            for place in start..<end { doubled[order[place]] = start + 1 + end }
            if end - start > 1 { ties.append(end - start) }
            start = end
        }
        self.doubled = doubled
        self.ties = ties
    }

    /// The sum of t^3 - t over all ties.
    var tieTerm: Double {
        ties.reduce(0) { sum, count in
            let count = Double(count)
            return sum + (count * count * count - count)
        }
    }
}

/// How a test came to its chance.
package enum TestMethod: String, Sendable, Hashable {
    /// Every way in which chance could have dealt the signs or the ranks was counted.
    case exact
    /// The normal distribution, with the variance that ties leave.
    case normal
}
