internal import FumbleDocument
internal import FumbleModel

/// Reads a list of hosts: every mistake in it is reported, at its place.
struct InventoryReader {
    private let columns: InventoryColumns
    private let today: CalendarDay
    private var diagnostics: Diagnostics
    /// Where each host was first named, and how each subsystem and zone was first spelt.
    private var hosts: [String: SourceSpan] = [:]
    private var spellings: [String: CSVCell] = [:]
    private var hosting: [Host] = []
    private var firstZone: (isNamed: Bool, span: SourceSpan)?

    struct Found {
        let hosts: [Host]
        let others: [String]
    }

    /// - Returns: nil where something was reported.
    static func read(
        _ bytes: [UInt8], file: String, today: CalendarDay, diagnostics: inout Diagnostics
    ) -> Found? {
        let what = "a list of hosts"
        guard
            let text = IntakeSource.text(bytes, file: file, what: what, diagnostics: &diagnostics)
        else { return nil }
        let rows = CSVReader.read(text, file: file, diagnostics: &diagnostics)
        guard let header = rows.first,
            let columns = InventoryColumns.read(header, diagnostics: &diagnostics)
        else { return nil }
        var reader = InventoryReader(columns, today, diagnostics)
        for row in rows.dropFirst() { reader.add(row) }
        diagnostics = reader.diagnostics
        if rows.count == 1 {
            diagnostics.report(.emptyList, at: header.span, "the list names no host")
        }
        guard diagnostics.isEmpty else { return nil }
        return Found(hosts: reader.hosting, others: columns.others)
    }

    private init(_ columns: InventoryColumns, _ today: CalendarDay, _ diagnostics: Diagnostics) {
        self.columns = columns
        self.today = today
        self.diagnostics = diagnostics
    }

    private mutating func add(_ row: CSVRow) {
        guard row.cells.count == columns.count else {
            diagnostics.report(
                .wrongCellCount, at: row.span,
                "the row has \(row.cells.count) \(row.cells.count == 1 ? "cell" : "cells"), and the "
                    + "first row names \(columns.count) columns",
                help: row.cells.count > columns.count
                    ? "put a cell with a comma in it in quotes"
                    : "leave no cell out, blank ones too")
            return
        }
        let host = host(row.cells[columns.host])
        let subsystems = subsystems(row.cells[columns.subsystems])
        let zone = zone(row.cells[columns.zone])
        let started = started(row.cells[columns.started])
        guard let host, let subsystems, let zone, let started else { return }
        hosting.append(
            Host(
                name: host, span: row.cells[columns.host].span, subsystems: subsystems, zone: zone,
                started: started))
    }

    private mutating func host(_ cell: CSVCell) -> String? {
        guard let name = present(cell, "host", "the host's name") else { return nil }
        if let first = hosts[name.lowercased()] {
            diagnostics.report(
                .duplicateName, at: cell.span, "host `\(name)` stands in the list twice",
                help: "a host has one row; its subsystems are separated by `;`",
                related: [Diagnostic.Related(at: first, "the first is here")])
            return nil
        }
        hosts[name.lowercased()] = cell.span
        return name
    }

    private mutating func subsystems(_ cell: CSVCell) -> [String]? {
        guard present(cell, "subsystems", "what the host carries, such as `index;billing`") != nil
        else { return nil }
        let words = cell.text.split { ";, \t\n\r|".contains($0) }.map(String.init)
        var names: [String] = []
        for word in words {
            guard let name = known(word, "subsystem", cell), !names.contains(name) else { continue }
            names.append(name)
        }
        guard !words.isEmpty else {
            diagnostics.report(
                .blankValue, at: cell.span, "`subsystems` separates nothing from nothing",
                help: "write what the host carries, such as `index;billing`")
            return nil
        }
        return names.isEmpty ? nil : names.sorted()
    }

    /// Either all hosts have a zone, or none has.
    ///
    /// - Returns: nil where it is wrong; `.some(nil)` where it is blank, as all are.
    private mutating func zone(_ cell: CSVCell) -> String?? {
        let isNamed = !cell.trimmed.isEmpty
        let first = firstZone ?? (isNamed, cell.span)
        firstZone = first
        guard first.isNamed == isNamed else {
            diagnostics.report(
                .blankValue, at: cell.span,
                isNamed
                    ? "this host has a zone, and the first has none" : "`zone` is blank here",
                help: "name the zone of every host, or of none",
                related: [Diagnostic.Related(at: first.span, "the first is here")])
            return nil
        }
        guard isNamed else { return .some(nil) }
        return known(cell.trimmed, "zone", cell).map { .some($0) }
    }

    private mutating func started(_ cell: CSVCell) -> CalendarDay? {
        guard let text = present(cell, "started", "the day on which it last started") else {
            return nil
        }
        guard let day = CalendarDay(started: text) else {
            diagnostics.report(
                .unreadableDay, at: cell.span, "`\(text)` is no day",
                help: "write year, month and day, such as 2024-11-29")
            return nil
        }
        guard day <= today else {
            diagnostics.report(
                .unreadableDay, at: cell.span, "`\(day)` lies after today, \(today)",
                help: "write the day on which the host last started")
            return nil
        }
        return day
    }

    private mutating func present(_ cell: CSVCell, _ column: String, _ what: String) -> String? {
        guard !cell.trimmed.isEmpty else {
            diagnostics.report(
                .blankValue, at: cell.span, "`\(column)` is blank", help: "write \(what)")
            return nil
        }
        return cell.trimmed
    }

    /// A name as our files may write it: small letters stand for capitals. Two ways to spell one name
    /// are a mistake, since nobody knows if one thing is meant or two.
    private mutating func known(_ word: String, _ noun: String, _ cell: CSVCell) -> String? {
        let name = word.lowercased()
        if let mistake = NameText.mistake(in: name) {
            diagnostics.report(
                mistake.code, at: cell.span, "the \(noun) `\(word)` \(mistake.message)",
                help: mistake.help)
            return nil
        }
        if let first = spellings["\(noun)/\(name)"], first.text != word {
            diagnostics.report(
                .duplicateName, at: cell.span,
                "the \(noun) `\(word)` is spelt `\(first.text)` elsewhere",
                help: "spell it in one way",
                related: [Diagnostic.Related(at: first.span, "here")])
            return nil
        }
        spellings["\(noun)/\(name)"] =
            spellings["\(noun)/\(name)"] ?? CSVCell(text: word, span: cell.span)
        return name
    }
}
