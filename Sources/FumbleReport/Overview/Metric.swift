/// One number with a name that is the same from run to run, for machines that collect such numbers.
package struct Metric: Sendable, Hashable {
    /// Without `fumble_`, and ending in its base unit: `time_to_recover_seconds`.
    package let name: String
    /// What it is, in one sentence without a full stop.
    package let help: String
    package let labels: [Label]
    package let value: Double

    package init(_ name: String, help: String, labels: [Label], _ value: Double) {
        self.name = name
        self.help = help
        self.labels = labels
        self.value = value
    }

    package struct Label: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Measurements as rows in named columns.
package struct SampleTable: Sendable, Hashable {
    package let columns: [String]
    /// A cell that is empty was not measured.
    package private(set) var rows: [[String]]

    package init(columns: [String], rows: [[String]] = []) {
        precondition(rows.allSatisfy { $0.count == columns.count })
        self.columns = columns
        self.rows = rows
    }

    /// Both, with the columns of both; what one has not is empty.
    package func adding(_ other: SampleTable) -> SampleTable {
        if columns == other.columns {
            return SampleTable(columns: columns, rows: rows + other.rows)
        }
        let all = columns + other.columns.filter { !columns.contains($0) }
        let places = all.map { other.columns.firstIndex(of: $0) }
        let padding = [String](repeating: "", count: all.count - columns.count)
        return SampleTable(
            columns: all,
            rows: rows.map { $0 + padding }
                + other.rows.map { row in places.map { $0.map { row[$0] } ?? "" } })
    }

    /// As comma-separated values (RFC 4180), with line feeds alone at the ends of lines.
    package var csv: String {
        ([columns] + rows).map { row in row.map(Self.field).joined(separator: ",") + "\n" }
            .joined()
    }

    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
