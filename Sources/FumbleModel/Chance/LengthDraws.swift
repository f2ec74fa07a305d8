/// A distribution and the stream that it draws from, giving whole microseconds.
///
/// The part of a microsecond that a length has too much is carried over to the next one. So rounding
/// leaves the mean of many lengths as it is, also where they are near one microsecond; single lengths
/// are off by less than one microsecond.
@usableFromInline
package struct LengthDraws: Sendable {
    @usableFromInline var stream: RandomStream
    @usableFromInline let sampler: Sampler
    /// From 0 up to but not including 1.
    @usableFromInline var carried = 0.0
    /// Exponential lengths drawn ahead, and the first that is not used yet. Many logarithms in a row
    /// overlap in the processor, one for each event waits for all its steps.
    @usableFromInline var ahead: [Double] = []
    @usableFromInline var used = 0

    package init(_ sampler: Sampler, seed: UInt64, name: String) {
        self.sampler = sampler
        stream = RandomStream(seed: seed, name: name)
    }

    /// The longest length given: 2^61 us, about 73,000 years.
    @inlinable static var longest: Double { 0x1p61 }
    private static let drawnAhead = 32

    /// The next length in microseconds.
    ///
    /// - Parameter factor: what it is multiplied by; not negative.
    @inlinable
    package mutating func next(times factor: Double = 1) -> Int64 {
        let drawn: Double
        if sampler.isExponential {
            if used == ahead.count { drawAhead() }
            drawn = ahead[used]
            used += 1
        } else {
            drawn = sampler.draw(using: &stream)
        }
        let exact = drawn * factor + carried
        guard exact < Self.longest else { return Int64(Self.longest) }
        let whole = Int64(exact)
        carried = exact - Double(whole)
        return whole
    }

    @usableFromInline
    mutating func drawAhead() {
        if ahead.isEmpty { ahead = [Double](repeating: 0, count: Self.drawnAhead) }
        used = 0
        for place in ahead.indices { ahead[place] = stream.unitAboveZero() }
        for place in ahead.indices {
            ahead[place] = sampler.first * -Elementary.log(ahead[place])
        }
    }
}
