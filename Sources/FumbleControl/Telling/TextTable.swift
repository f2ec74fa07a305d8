/// Rows of words in columns, for people: words to the left, numbers to the right.
package struct TextTable {
    private let head: [String]
    private var rows: [(cells: [String], remark: String)] = []

    /// - Parameter head: the first column is words, the others are numbers.
    package init(_ head: [String]) {
        self.head = head
    }

    /// - Parameter remark: stands behind the row, in no column.
    package mutating func add(_ cells: [String], remark: String = "") {
        rows.append((cells, remark))
    }

    package var lines: [String] {
        let all = [(cells: head, remark: "")] + rows
        let widths = head.indices.map { place in all.map { $0.cells[place].count }.max() ?? 0 }
        return all.map { row in
            let cells = zip(row.cells, widths).enumerated().map { place, cell in
                let gap = String(repeating: " ", count: cell.1 - cell.0.count)
                return place == 0 ? cell.0 + gap : gap + cell.0
            }
            let line = (cells + (row.remark.isEmpty ? [] : [row.remark])).joined(separator: "  ")
            return "  " + String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
