/// A decimal number exactly as written, so that `0.1%` is not a binary neighbour of itself.
struct DecimalNumber {
    private let digits: Int64
    private let decimals: Int
    let isNegative: Bool

    /// More digits than this do not fit 64 bits.
    private static let mostDigits = 18

    /// Takes a number from the front of `text`; nil, and nothing taken, where there is none.
    init?(from text: inout Substring) {
        var rest = text
        isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        let whole = rest.prefix(while: Self.isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction: Substring = ""
        if rest.first == ".", let next = rest.dropFirst().first, Self.isDigit(next) {
            fraction = rest.dropFirst().prefix(while: Self.isDigit)
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard !whole.isEmpty, whole.count + fraction.count <= Self.mostDigits else { return nil }
        guard let digits = Int64(whole + fraction) else { return nil }
        self.digits = digits
        decimals = fraction.count
        text = rest
    }

    /// The size as a double.
    var magnitude: Double { Double(digits) / Double(scale) }

    /// The size in units of `unit`, rounded to the nearest whole, or nil if 64 bits do not hold it.
    func scaled(by unit: Int64) -> Int64? {
        let product = digits.multipliedFullWidth(by: unit)
        guard product.high < scale else { return nil }
        let (quotient, remainder) = UInt64(scale).dividingFullWidth(
            (UInt64(product.high), product.low))
        let rounded = quotient.addingReportingOverflow(remainder * 2 >= UInt64(scale) ? 1 : 0)
        return rounded.overflow ? nil : Int64(exactly: rounded.partialValue)
    }

    /// Whether it is a whole number of parts, `unit` of them to one.
    func isWhole(in unit: Int64) -> Bool {
        let product = digits.multipliedFullWidth(by: unit)
        guard product.high < scale else { return true }
        return UInt64(scale).dividingFullWidth((UInt64(product.high), product.low)).remainder == 0
    }

    /// The number, if it is written without decimals.
    var whole: Int64? { decimals == 0 ? digits : nil }

    private var scale: Int64 { (0..<decimals).reduce(1) { power, _ in power * 10 } }

    private static func isDigit(_ character: Character) -> Bool {
        ("0"..."9").contains(character) && character.isASCII
    }
}
