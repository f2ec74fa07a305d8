/// Finds the mappings with known fields that stand within a shape.
package struct RecordSearch {
    private var found: [RecordDescription] = []
    private var named: [String] = []
    private let entersFiles: Bool

    private init(entersFiles: Bool) {
        self.entersFiles = entersFiles
    }

    /// The records of these and all within them, each once, in the order in which one comes upon
    /// them; not those of kinds, which are on the pages of their kinds.
    package static func records(of records: [RecordDescription]) -> [RecordDescription] {
        var search = RecordSearch(entersFiles: true)
        for record in records { search.visit(record) }
        return search.found
    }

    /// The records within a shape, without its own, and without those of other files.
    static func records(within shape: ShapeDescription) -> [RecordDescription] {
        var search = RecordSearch(entersFiles: false)
        guard case .record(let record) = shape else {
            search.visit(shape)
            return search.found
        }
        search.visitFields(of: record)
        return search.found.filter { $0.name != record.name }
    }

    private mutating func visit(_ record: RecordDescription) {
        guard entersFiles || !record.isFile else { return }
        guard !found.contains(where: { $0.name == record.name }) else { return }
        found.append(record)
        visitFields(of: record)
    }

    private mutating func visitFields(of record: RecordDescription) {
        for field in record.fields where field.kinds == nil { visit(field.shape) }
        if let others = record.others { visit(others.shape) }
    }

    private mutating func visit(_ shape: ShapeDescription) {
        switch shape {
        case .record(let record): visit(record)
        case .list(let element, _), .map(let element, _): visit(element)
        case .anyOf(let shapes): for shape in shapes { visit(shape) }
        case .named(let name, let resolve):
            guard !named.contains(name) else { return }
            named.append(name)
            visit(resolve())
        case .scalar, .words, .kinds, .anything: break
        }
    }
}
