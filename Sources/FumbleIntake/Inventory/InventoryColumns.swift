internal import FumbleDocument
internal import FumbleModel

/// Which cell of a row says what, by the first row.
struct InventoryColumns {
    let host: Int
    let subsystems: Int
    let zone: Int
    let started: Int
    let count: Int
    /// Columns that are not asked for, as they are written.
    let others: [String]

    static let names = ["host", "subsystems", "zone", "started"]

    /// - Returns: nil where a column is missing or stands there twice, which was reported.
    static func read(_ header: CSVRow, diagnostics: inout Diagnostics) -> InventoryColumns? {
        let titles = header.cells.map { $0.trimmed.lowercased() }
        var places: [Int] = []
        for name in names {
            let found = titles.indices.filter { titles[$0] == name }
            if found.count > 1 {
                diagnostics.report(
                    .duplicateName, at: header.cells[found[1]].span,
                    "the column `\(name)` stands here twice",
                    related: [
                        Diagnostic.Related(at: header.cells[found[0]].span, "the first is here")
                    ])
            } else if let place = found.first {
                places.append(place)
            } else {
                reportMissing(name, among: header, titles, diagnostics: &diagnostics)
            }
        }
        guard places.count == names.count else { return nil }
        let others = header.cells.map(\.trimmed).filter { !names.contains($0.lowercased()) }
        return InventoryColumns(
            host: places[0], subsystems: places[1], zone: places[2], started: places[3],
            count: titles.count, others: others)
    }

    private static func reportMissing(
        _ name: String, among header: CSVRow, _ titles: [String],
        diagnostics: inout Diagnostics
    ) {
        let strangers = titles.filter { !names.contains($0) }
        var place = header.span
        var help = "the first row names the columns: \(names.joined(separator: ","))"
        if let near = NearestWord.nearest(to: name, among: strangers) {
            help =
                "is `\(near)` meant? the first row names the columns: "
                + names.joined(separator: ",")
            place = titles.firstIndex(of: near).map { header.cells[$0].span } ?? place
        } else if titles.count == 1, titles[0].contains(where: { $0 == ";" || $0 == "\t" }) {
            help = "separate cells by commas; `;` separates the subsystems of one host"
        }
        diagnostics.report(
            .missingColumn, at: place, "the table has no column `\(name)`", help: help)
    }
}
