/// A size in bytes.
package struct ByteCount: Hashable, Comparable, Sendable {
    package let bytes: Int64

    package init(bytes: Int64) {
        self.bytes = bytes
    }

    package static func < (left: ByteCount, right: ByteCount) -> Bool {
        left.bytes < right.bytes
    }
}

/// Bytes moved in a second.
package struct ByteRate: Hashable, Comparable, Sendable {
    package let bytesPerSecond: Double

    package init(bytesPerSecond: Double) {
        self.bytesPerSecond = bytesPerSecond
    }

    package static func < (left: ByteRate, right: ByteRate) -> Bool {
        left.bytesPerSecond < right.bytesPerSecond
    }
}

/// The units in which sizes are written: a GB is 10^9 bytes, a GiB is 2^30.
package enum ByteUnit: String, CaseIterable, Sendable {
    case bytes = "B"
    case kilobytes = "kB"
    case megabytes = "MB"
    case gigabytes = "GB"
    case terabytes = "TB"
    case petabytes = "PB"
    case kibibytes = "KiB"
    case mebibytes = "MiB"
    case gibibytes = "GiB"
    case tebibytes = "TiB"
    case pebibytes = "PiB"

    package var bytes: Int64 {
        switch self {
        case .bytes: 1
        case .kilobytes: 1000
        case .megabytes: 1_000_000
        case .gigabytes: 1_000_000_000
        case .terabytes: 1_000_000_000_000
        case .petabytes: 1_000_000_000_000_000
        case .kibibytes: 1 << 10
        case .mebibytes: 1 << 20
        case .gibibytes: 1 << 30
        case .tebibytes: 1 << 40
        case .pebibytes: 1 << 50
        }
    }

    /// `180 GB`: the largest unit of powers of ten that is not above the size.
    fileprivate static func text(_ bytes: Double) -> String {
        let sizes: [ByteUnit] = [.petabytes, .terabytes, .gigabytes, .megabytes, .kilobytes]
        let unit = sizes.first { Double($0.bytes) <= bytes } ?? .bytes
        return PlainNumber.text(bytes / Double(unit.bytes)) + " " + unit.rawValue
    }
}

extension ByteCount: CustomStringConvertible {
    /// As people write it: `180 GB`.
    package var description: String { ByteUnit.text(Double(bytes)) }
}

extension ByteRate: CustomStringConvertible {
    /// As people write it: `12 MB/s`.
    package var description: String { ByteUnit.text(bytesPerSecond) + "/s" }
}
