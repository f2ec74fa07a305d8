/// Rows of cells in columns as wide as they need to be, and no wider than there is room for.
struct TextTable {
    private let columns: [Column]
    private var rows: [Row] = []

    init(columns: [Column]) {
        self.columns = columns
    }

    struct Column {
        let title: String
        let isNumber: Bool
    }

    struct Cell {
        let text: String
        var ink = Ink.plain
    }

    private enum Row {
        case cells([Cell])
        /// Text under a row, over all columns.
        case note(String)
    }

    /// One cell for each column.
    mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count)
        rows.append(.cells(cells.map { Cell(text: VisibleText.plain($0.text), ink: $0.ink) }))
    }

    /// Text under the last row, over all columns.
    mutating func note(_ text: String) { rows.append(.note(text)) }

    /// The lines, indented by two; cells that are too long are broken inside their column.
    func lines(width: Int) -> [TextLine] {
        let widths = fitted(to: width - Self.indent)
        let titles = columns.map { Cell(text: $0.title, ink: .faint) }
        let hasTitles = columns.contains { !$0.title.isEmpty }
        var lines = hasTitles ? self.lines(of: titles, widths: widths) : []
        for row in rows {
            switch row {
            case .cells(let cells): lines += self.lines(of: cells, widths: widths)
            case .note(let text):
                let indent = Self.indent + Self.noteIndent
                for part in Wrapping.lines(text, width: width - indent) {
                    var line = TextLine(String(repeating: " ", count: indent))
                    line.add(part)
                    lines.append(line)
                }
            }
        }
        return lines
    }

    /// The same, in several tables one below the other where there is no room for all columns without
    /// breaking words: each begins with the first column.
    func blocks(width: Int) -> [TextLine] {
        let floors = floors { _ in true }
        var groups: [[Int]] = [[]]
        var used = Self.indent + floors[0]
        for column in columns.indices.dropFirst() {
            let more = floors[column] + Self.gap
            if used + more > width, groups.last?.isEmpty == false {
                groups.append([])
                used = Self.indent + floors[0]
            }
            groups[groups.count - 1].append(column)
            used += more
        }
        let tables = groups.map { picking([0] + $0).lines(width: width) }
        return Array(tables.joined(separator: [TextLine()]))
    }

    /// Some of the columns; what stands under a row goes with the first of them.
    private func picking(_ places: [Int]) -> TextTable {
        var table = TextTable(columns: places.map { columns[$0] })
        for row in rows {
            switch row {
            case .cells(let cells): table.rows.append(.cells(places.map { cells[$0] }))
            case .note: table.rows.append(row)
            }
        }
        return table
    }

    private func lines(of cells: [Cell], widths: [Int]) -> [TextLine] {
        let broken = zip(cells, widths).map { Wrapping.lines($0.text, width: $1) }
        let height = broken.map(\.count).max() ?? 0
        return (0..<height).map { index in
            var line = TextLine()
            var start = Self.indent
            for (column, part) in broken.enumerated() {
                let text = index < part.count ? part[index] : ""
                let lead = columns[column].isNumber ? widths[column] - VisibleText.columns(text) : 0
                line.pad(to: start + lead)
                line.add(text, cells[column].ink)
                start += widths[column] + Self.gap
            }
            return line
        }
    }

    /// The widths that the cells ask for; while that is too much, the widest gives way: first between
    /// words, then inside the words of titles and cells, and inside numbers last of all.
    private func fitted(to room: Int) -> [Int] {
        var widths = columns.map { VisibleText.columns($0.title) }
        for case .cells(let cells) in rows {
            for (index, cell) in cells.enumerated() {
                widths[index] = max(widths[index], VisibleText.columns(cell.text))
            }
        }
        let free = room - Self.gap * (columns.count - 1)
        let narrowest = columns.map { _ in Self.narrowest }
        for floors in [floors { _ in true }, floors { $0.contains(where: \.isNumber) }, narrowest] {
            while widths.reduce(0, +) > free,
                let index = widths.indices.filter({ widths[$0] > floors[$0] })
                    .max(by: { (widths[$0], $1) < (widths[$1], $0) })
            {
                widths[index] -= 1
            }
        }
        return widths
    }

    /// How wide each column must be for no such word of it to be broken.
    private func floors(_ keeps: (Substring) -> Bool) -> [Int] {
        var floors = columns.map { max(Self.narrowest, Self.widest($0.title, keeps)) }
        for case .cells(let cells) in rows {
            for (index, cell) in cells.enumerated() {
                floors[index] = max(floors[index], Self.widest(cell.text, keeps))
            }
        }
        return floors
    }

    private static func widest(_ text: String, _ keeps: (Substring) -> Bool) -> Int {
        VisibleText.plain(text).split(separator: " ").filter(keeps)
            .map { VisibleText.columns(String($0)) }.max() ?? 0
    }

    private static let indent = 2
    private static let noteIndent = 2
    private static let gap = 2
    /// Two columns hold any one character.
    private static let narrowest = 2
}
