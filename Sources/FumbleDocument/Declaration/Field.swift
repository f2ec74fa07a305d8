/// One field of a record: its name, the shape of its value, what it is for, and if it may be left
/// out.
package struct Field<Value: Sendable>: Sendable {
    package let description: FieldDescription
    private let body: @Sendable (RecordEntries, inout Reading) -> Value?

    /// A field that must be there.
    package init(_ name: String, _ shape: Shape<Value>, _ doc: String) {
        description = FieldDescription(
            name: name, doc: doc, shape: shape.description, presence: .required, kinds: nil)
        body = { entries, reading in
            guard let entry = entries[name] else {
                entries.reportMissing(name, doc: doc, &reading)
                return nil
            }
            return entry.read(shape, &reading)
        }
    }

    init(
        _ description: FieldDescription,
        body: @escaping @Sendable (RecordEntries, inout Reading) -> Value?
    ) {
        self.description = description
        self.body = body
    }

    func read(_ entries: RecordEntries, _ reading: inout Reading) -> Value? {
        body(entries, &reading)
    }
}

extension Field {
    /// A field that must be there; the same as the initialiser, for lists of mixed fields.
    package static func required(
        _ name: String, _ shape: Shape<Value>, _ doc: String
    ) -> Field<Value> {
        Field(name, shape, doc)
    }

    /// A field that must be there, and whose lack or mistake does not hide what is beside it: nil
    /// after it was reported.
    package static func needed<Wrapped: Sendable>(
        _ name: String, _ shape: Shape<Wrapped>, _ doc: String
    ) -> Field<Wrapped?> where Value == Wrapped? {
        let description = FieldDescription(
            name: name, doc: doc, shape: shape.description, presence: .required, kinds: nil)
        return Field(description) { entries, reading in
            guard let entry = entries[name] else {
                entries.reportMissing(name, doc: doc, &reading)
                return .some(nil)
            }
            return .some(entry.read(shape, &reading))
        }
    }

    /// A field that may be left out: nil then.
    package static func optional<Wrapped: Sendable>(
        _ name: String, _ shape: Shape<Wrapped>, _ doc: String
    ) -> Field<Wrapped?> where Value == Wrapped? {
        let description = FieldDescription(
            name: name, doc: doc, shape: shape.description, presence: .optional, kinds: nil)
        return Field(description) { entries, reading in
            guard let entry = entries[name] else { return .some(nil) }
            return entry.read(shape, &reading).map(Optional.some)
        }
    }

    /// A field that must be there unless another one is: nil then.
    package static func needed<Wrapped: Sendable>(
        _ name: String, unless other: String, _ shape: Shape<Wrapped>, _ doc: String
    ) -> Field<Wrapped?> where Value == Wrapped? {
        let description = FieldDescription(
            name: name, doc: doc, shape: shape.description, presence: .optional, kinds: nil)
        return Field(description) { entries, reading in
            if let entry = entries[name] { return entry.read(shape, &reading).map(Optional.some) }
            if entries[other] != nil { return .some(nil) }
            if !entries.meant.contains(other) { entries.reportMissing(name, doc: doc, &reading) }
            return nil
        }
    }

    /// A field that stands for what `written` says where it is left out: a single word, read by the
    /// shape as if it stood in the file.
    package static func defaulted(
        _ name: String, _ shape: Shape<Value>, _ written: String, _ doc: String
    ) -> Field<Value> {
        let description = FieldDescription(
            name: name, doc: doc, shape: shape.description, presence: .defaulted(written),
            kinds: nil)
        return Field(description) { entries, reading in
            if let entry = entries[name] { return entry.read(shape, &reading) }
            var apart = Reading()
            let value = shape.read(.scalar(written, at: entries.place), &apart)
            precondition(value != nil, "`\(written)` is no value for `\(name)`")
            return value
        }
    }

    /// A field that stands for `value` where it is left out; `written` says the same in the file's
    /// words.
    package static func defaulted(
        _ name: String, _ shape: Shape<Value>, to value: Value, written: String, _ doc: String
    ) -> Field<Value> {
        let description = FieldDescription(
            name: name, doc: doc, shape: shape.description, presence: .defaulted(written),
            kinds: nil)
        return Field(description) { entries, reading in
            guard let entry = entries[name] else { return value }
            return entry.read(shape, &reading)
        }
    }

    /// The one key of the record that names a kind, beside its fixed fields.
    package static func kind<Kinded: Sendable>(
        _ kinds: KindList<Kinded>
    ) -> Field<Chosen<Kinded>> where Value == Chosen<Kinded> {
        Field(kinds.fieldDescription(.required)) { entries, reading in
            let present = kinds.entries(in: entries)
            if present.isEmpty { entries.reportMissing(kinds, &reading) }
            return kinds.readOne(of: present, &reading)
        }
    }

    /// The same, where the record may do without.
    package static func optionalKind<Kinded: Sendable>(
        _ kinds: KindList<Kinded>
    ) -> Field<Chosen<Kinded>?> where Value == Chosen<Kinded>? {
        Field(kinds.fieldDescription(.optional)) { entries, reading in
            let present = kinds.entries(in: entries)
            if present.isEmpty { return .some(nil) }
            return kinds.readOne(of: present, &reading).map(Optional.some)
        }
    }
}
