internal import FumbleModel

/// Sizes and their rates as people write them: `180 GB`, `12 MB/s`.
enum SizeText {
    private static let units =
        "units are B, kB, MB, GB, TB, PB (powers of 1000) and KiB, MiB, GiB, TiB, PiB"
    private static let one = #"[0-9]+(\.[0-9]+)? ?(B|kB|MB|GB|TB|PB|KiB|MiB|GiB|TiB|PiB)"#

    static let size = QuantityForm(
        phrase: "a size in bytes", examples: ["180 GB", "12 MB"], pattern: "^\(one)$", units: units)

    static let rate = QuantityForm(
        phrase: "a rate in bytes", examples: ["12 MB/s", "1 GB/s"],
        pattern: "^\(one)/s$", units: "\(units), each per second")

    static func readSize(_ scalar: Scalar) throws(ScalarMistake) -> ByteCount {
        var rest = Substring(scalar.text)
        let bytes = try take(from: &rest, of: scalar, as: size)
        guard rest.isEmpty else { throw size.mistake(for: scalar) }
        return ByteCount(bytes: bytes)
    }

    static func readRate(_ scalar: Scalar) throws(ScalarMistake) -> ByteRate {
        var rest = Substring(scalar.text)
        let bytes = try take(from: &rest, of: scalar, as: rate)
        guard rest == "/s" else { throw rate.mistake(for: scalar) }
        return ByteRate(bytesPerSecond: Double(bytes))
    }

    private static func take(
        from rest: inout Substring, of scalar: Scalar, as form: QuantityForm
    ) throws(ScalarMistake) -> Int64 {
        guard let number = DecimalNumber(from: &rest), !number.isNegative else {
            throw form.mistake(for: scalar)
        }
        _ = rest.take(" ")
        guard let unit = ByteUnit(rawValue: rest.takeWord()) else {
            throw form.mistake(for: scalar)
        }
        guard let bytes = number.scaled(by: unit.bytes) else {
            throw form.tooLarge(scalar, limit: "9000 PB")
        }
        return bytes
    }
}
