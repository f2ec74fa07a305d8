/// Which bucket of a radix heap a time belongs to, and which buckets hold something.
///
/// A time lies at the level of the highest digit in which it differs from the reference, in the bucket
/// of that digit. So all that lies in a bucket is later than all that lies in those before it, as long
/// as nothing is earlier than the reference. Digits have six bits: with one bit an event was moved
/// about four times as often.
struct RadixIndex: Sendable {
    /// Bit d of level l: its bucket d holds something; and bit l: level l holds something.
    private var occupied = InlineArray<11, UInt64>(repeating: 0)
    private var levels: UInt64 = 0
    /// No time that is asked about is earlier. It may move on only when all that is not in its bucket
    /// is later.
    var reference: Int64 = 0

    @inline(__always) private static var digitBits: Int { 6 }
    /// Buckets of a level; those of the lowest one are a microsecond wide each.
    @inline(__always) static var digits: Int { 1 << digitBits }
    /// Of all eleven levels, which is what 63 bits need.
    @inline(__always) static var bucketCount: Int { 11 * digits }

    @inline(__always) var isEmpty: Bool { levels == 0 }

    /// The first bucket that holds something; there is one.
    @inline(__always)
    var lowestBucket: Int {
        let level = levels.trailingZeroBitCount
        return level &<< Self.digitBits &+ occupied[level].trailingZeroBitCount
    }

    @inline(__always)
    func bucket(of time: Int64) -> Int {
        let difference = UInt64(bitPattern: time ^ reference) | 1
        let level = (63 &- difference.leadingZeroBitCount) / Self.digitBits
        let digit =
            Int(truncatingIfNeeded: time &>> Int64(level &* Self.digitBits)) & (Self.digits &- 1)
        return level &<< Self.digitBits &+ digit
    }

    /// Notes that a bucket holds something.
    ///
    /// - Returns: whether it held nothing before.
    @inline(__always)
    mutating func occupy(_ bucket: Int) -> Bool {
        let level = bucket &>> Self.digitBits
        let bit = 1 &<< UInt64(bucket & (Self.digits &- 1))
        let old = occupied[level]
        occupied[level] = old | bit
        levels |= 1 &<< UInt64(level)
        return old & bit == 0
    }

    /// Notes that a bucket holds nothing any more.
    @inline(__always)
    mutating func vacate(_ bucket: Int) {
        let level = bucket &>> Self.digitBits
        let left = occupied[level] & ~(1 &<< UInt64(bucket & (Self.digits &- 1)))
        occupied[level] = left
        if left == 0 { levels &= ~(1 &<< UInt64(level)) }
    }
}
