/// How much of a quantity lies at which value: whole numbers below 2,048 each by itself, larger ones
/// in bins whose width is at most a thousandth of their value.
///
/// The layout is that of HdrHistogram (Tene 2012) with ten bits: every octave has 1,024 bins. What is
/// given back is the middle of a bin, so that it is off by at most 0.05 %.
struct LogLinearHistogram: Sendable {
    private var bins: [Double] = []
    private(set) var total = 0.0

    /// Values below twice this have bins of their own.
    private static let binsInOctave: Int64 = 1_024
    private static let bits = 10

    /// - Parameter value: a negative one counts as 0.
    mutating func add(_ value: Int64, weight: Double) {
        let bin = Self.bin(of: max(value, 0))
        while bins.count <= bin {
            bins.append(contentsOf: repeatElement(0, count: max(bin + 1 - bins.count, bins.count)))
        }
        bins[bin] += weight
        total += weight
    }

    /// Spreads a weight evenly over the values between two.
    mutating func addEvenly(from low: Double, to high: Double, weight: Double) {
        var bin = Self.bin(of: Int64(max(low, 0)))
        var from = low
        while from < high {
            let to = min(Self.end(of: bin), high)
            if to > from {
                add(Int64(max(from, 0)), weight: weight * ((to - from) / (high - low)))
            }
            from = to
            bin += 1
        }
    }

    /// The smallest value with at least this share of the weight at or below it; nil: there is none.
    func quantile(_ share: Double) -> Double? {
        guard total > 0 else { return nil }
        // Sums of many weights may miss the whole by dust.
        let wanted = share * total * (1 - 1e-12)
        var sum = 0.0
        for (bin, weight) in bins.enumerated() where weight > 0 {
            sum += weight
            if sum >= wanted { return Self.middle(of: bin) }
        }
        return bins.lastIndex { $0 > 0 }.map(Self.middle)
    }

    private static func bin(of value: Int64) -> Int {
        if value < 2 * binsInOctave { return Int(value) }
        let octave = 63 - value.leadingZeroBitCount
        let place = (value >> Int64(octave - bits)) - binsInOctave
        return Int(2 * binsInOctave + Int64(octave - bits - 1) * binsInOctave + place)
    }

    /// The first value above a bin.
    private static func end(of bin: Int) -> Double {
        let bin = Int64(bin) + 1
        if bin < 2 * binsInOctave { return Double(bin) }
        let octaves = (bin - 2 * binsInOctave) / binsInOctave + 1
        let place = (bin - 2 * binsInOctave) % binsInOctave + binsInOctave
        return Double(place) * Double(sign: .plus, exponent: Int(octaves), significand: 1)
    }

    private static func middle(of bin: Int) -> Double {
        let bin = Int64(bin)
        if bin < 2 * binsInOctave { return Double(bin) }
        let octaves = (bin - 2 * binsInOctave) / binsInOctave + 1
        let place = (bin - 2 * binsInOctave) % binsInOctave + binsInOctave
        let width = Double(sign: .plus, exponent: Int(octaves), significand: 1)
        return Double(place) * width + (width - 1) / 2
    }
}
