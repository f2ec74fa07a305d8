/// A distribution and the stream that it draws from, giving whole microseconds.
///
/// The part of a microsecond that a length has too much is carried over to the next one. So rounding
/// leaves the mean of many lengths as it is, also where they are near one microsecond; single lengths
/// are off by less than one microsecond.
package struct LengthDraws: Sendable {
    @usableFromInline var stream: RandomStream
    @usableFromInline let sampler: Sampler
    /// From 0 up to but not including 1.
    @usableFromInline var carried = 0.0

    package init(_ sampler: Sampler, seed: UInt64, name: String) {
        self.sampler = sampler
        stream = RandomStream(seed: seed, name: name)
    }

    /// The longest length given: 2^61 us, about 73,000 years.
    @usableFromInline static let longest = 0x1p61

    /// The next length in microseconds.
    ///
    /// - Parameter factor: what it is multiplied by; not negative.
    @inlinable
    package mutating func next(times factor: Double = 1) -> Int64 {
        let exact = sampler.draw(using: &stream) * factor + carried
        guard exact < Self.longest else { return Int64(Self.longest) }
        let whole = Int64(exact)
        carried = exact - Double(whole)
        return whole
    }
}
