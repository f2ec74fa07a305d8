/// The digest that S3 calls an ETag (RFC 1321).
///
/// It guards nothing here: clients compare it with what they sent. Written out, since a cryptography library would
/// double the time in which this product is built.
struct MD5 {
    private var a: UInt32 = 0x6745_2301
    private var b: UInt32 = 0xEFCD_AB89
    private var c: UInt32 = 0x98BA_DCFE
    private var d: UInt32 = 0x1032_5476

    private static let blockSize = 64
    /// Where the length begins in the last block.
    private static let lengthOffset = 56

    private static let shifts: [UInt32] = [
        7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21,
    ]

    /// Whole parts of 2^32 |sin(i + 1)|, as the RFC lists them.
    private static let sines: [UInt32] = [
        0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613,
        0xfd46_9501, 0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193,
        0xa679_438e, 0x49b4_0821, 0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d,
        0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8, 0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed,
        0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a, 0xfffa_3942, 0x8771_f681, 0x6d9d_6122,
        0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70, 0x289b_7ec6, 0xeaa1_27fa,
        0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665, 0xf429_2244,
        0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
        0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb,
        0xeb86_d391,
    ]

    /// The sixteen bytes of the digest.
    static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var state = MD5()
        var offset = 0
        sines.withUnsafeBufferPointer { sines in
            shifts.withUnsafeBufferPointer { shifts in
                while offset + blockSize <= bytes.count {
                    state.mix(bytes, offset, sines, shifts)
                    offset += blockSize
                }
                let tail = ending(of: bytes, from: offset)
                tail.withUnsafeBytes { tail in
                    for start in stride(from: 0, to: tail.count, by: blockSize) {
                        state.mix(tail, start, sines, shifts)
                    }
                }
            }
        }
        return [state.a, state.b, state.c, state.d].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) }
        }
    }

    static func digest(of bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { digest(of: $0) }
    }

    /// What is left of the bytes, a one, zeros, and the length in bits.
    private static func ending(of bytes: UnsafeRawBufferPointer, from offset: Int) -> [UInt8] {
        var tail = Array(bytes[offset...]) + [0x80]
        while tail.count % blockSize != lengthOffset { tail.append(0) }
        let bits = UInt64(bytes.count) << 3
        return tail + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
    }

    private mutating func mix(
        _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ sines: UnsafeBufferPointer<UInt32>,
        _ shifts: UnsafeBufferPointer<UInt32>
    ) {
        let start = (a, b, c, d)
        var step = 0
        while step < 64 {
            let round = step >> 4
            let mixed: UInt32
            let place: Int
            switch round {
            case 0: (mixed, place) = (b & c | ~b & d, step)
            case 1: (mixed, place) = (d & b | ~d & c, (5 &* step &+ 1) & 15)
            case 2: (mixed, place) = (b ^ c ^ d, (3 &* step &+ 5) & 15)
            default: (mixed, place) = (c ^ (b | ~d), (7 &* step) & 15)
            }
            let word = UInt32(
                littleEndian: bytes.loadUnaligned(
                    fromByteOffset: offset &+ 4 &* place, as: UInt32.self))
            let sum = a &+ mixed &+ sines[step] &+ word
            let shift = shifts[round &* 4 &+ step & 3]
            (a, d, c) = (d, c, b)
            b = b &+ (sum << shift | sum >> (32 &- shift))
            step &+= 1
        }
        (a, b, c, d) = (a &+ start.0, b &+ start.1, c &+ start.2, d &+ start.3)
    }
}
