import GRDB

/// The values of one row, where one that does not fit is damage and no bug.
struct Cells {
    private let row: Row

    init(_ row: Row) {
        self.row = row
    }

    /// - Returns: nil: there is none.
    func some<Value: DatabaseValueConvertible>(_ name: String) throws -> Value? {
        let stored: DatabaseValue = row[name]
        guard !stored.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw Self.damage(of: name) }
        return value
    }

    func one<Value: DatabaseValueConvertible>(_ name: String) throws -> Value {
        guard let value: Value = try some(name) else { throw Self.damage(of: name) }
        return value
    }

    private static func damage(of name: String) -> DatabaseError {
        DatabaseError(
            resultCode: .SQLITE_CORRUPT, message: "its column `\(name)` holds what it cannot")
    }
}
