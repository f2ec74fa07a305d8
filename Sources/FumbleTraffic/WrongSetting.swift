/// A setting of a proxy or a load that is out of its range; nothing was done.
package struct WrongSetting: Sendable, Hashable, CustomStringConvertible {
    /// Such as `toServer.delay`.
    package let field: String
    package let value: String
    /// What may be said instead, such as `from 0s to 10m`.
    package let range: String

    package var description: String { "`\(field)` is \(value), but may be \(range)" }
}
