import FumbleModel

/// The kill matrix, and what each guard is worth.
extension ExplorationReport {
    /// Slips that do harm against the guards; the others in one line.
    var matrix: OverviewSection {
        let harmful = exploration.slips.filter { $0.harmful > 0 }
        let others = exploration.slips.filter { $0.harmful == 0 }
        let columns: [OverviewTable.Column] =
            [
                .init("slip"), .init("lines", isNumber: true), .init("parser", isNumber: true),
                .init("harmful", isNumber: true),
            ] + shown.map { .init(title(of: $0), isNumber: true) }
            + [.init("through", isNumber: true)]
        var blocks: [OverviewSection.Block] = []
        if !harmful.isEmpty {
            blocks.append(
                .table(OverviewTable(columns: columns, rows: harmful.map(cells), splits: true)))
            if let legend { blocks.append(.paragraph(legend, .faint)) }
        }
        if !others.isEmpty {
            let lines = others.reduce(0) { $0 + $1.lines }
            let refused = others.reduce(0) { $0 + $1.refused }
            blocks.append(
                .paragraph(
                    "\(PeopleNumber.count(others.count, "other slip")) do no harm: of "
                        + "\(PeopleNumber.count(lines, "line")) the parser refuses "
                        + "\(PeopleNumber.grouped(refused)).", .faint))
        }
        let pictures = ExplorationPictures(exploration)
        blocks.append(.figure(Figure(pictures.heatMap + pictures.harmAgainstChance, words: "")))
        return OverviewSection("Slips against guards: lines of which each stops", blocks)
    }

    private func cells(_ row: Exploration.SlipRow) -> [OverviewTable.Cell] {
        [
            .init(row.name), .init(PeopleNumber.grouped(row.lines)),
            .init(Self.orDash(row.refused)), .init(PeopleNumber.grouped(row.harmful)),
        ]
            + shown.map { place in
                let count = row.stopped[place]
                return .init(
                    Self.orDash(count), count == 0 ? .plain : count == row.harmful ? .good : .open)
            } + [.init(Self.orDash(row.escaped), row.escaped == 0 ? .plain : .bad)]
    }

    private static func orDash(_ count: Int) -> String {
        count == 0 ? "-" : PeopleNumber.grouped(count)
    }

    /// The guards that have a column, by their places: of many those that stop something.
    private var shown: [Int] {
        exploration.guards.indices.filter { place in
            !hasLetters || exploration.slips.contains { $0.stopped[place] > 0 }
        }
    }

    /// What the letters stand for, and who has none; nil: there are no letters.
    private var legend: String? {
        guard hasLetters else { return nil }
        let names = shown.map {
            "\(Self.letter($0))\(Wrapping.bond)\(exploration.guards[$0].spec.name)"
        }
        let others = exploration.guards.indices.filter { !shown.contains($0) }
            .map { exploration.guards[$0].spec.name }
        let none =
            others.isEmpty
            ? nil : "none of these lines by itself: \(others.joined(separator: ", "))"
        return [names.joined(separator: ", "), none].compactMap(\.self)
            .filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// Many guards go by letters, which stand before their names below.
    private func title(of place: Int) -> String {
        hasLetters ? Self.letter(place) : exploration.guards[place].spec.name
    }

    private var hasLetters: Bool { exploration.guards.count > Self.mostNamed }

    private static let mostNamed = 5

    /// A to Z, then AA and so on.
    private static func letter(_ place: Int) -> String {
        let first = place < 26 ? "" : letter(place / 26 - 1)
        return first + String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place % 26)))
    }

    var guards: OverviewSection {
        let parser = exploration.parser
        let profile = exploration.profile
        let first: [OverviewTable.Cell] = [
            .init("(parser)"), .init("\(PeopleNumber.grouped(parser.refused)) lines"),
            .init(
                parser.all[profile] > 0
                    ? "\(PeopleNumber.percent(parser.share[profile])) of slips" : "-"),
            .init("-"), .init("-"), .init("-"), .init("-"),
        ]
        let table = OverviewTable(
            columns: [
                .init("guard"), .init("stops", isNumber: true), .init("minutes", isNumber: true),
                .init("requests", isNumber: true), .init("only it", isNumber: true),
                .init("without it*", isNumber: true),
                .init("false stops"),
            ], rows: [first] + exploration.guards.enumerated().map { row(of: $1, $0) })
        let silent = exploration.guards.compactMap { worth -> OverviewSection.Block? in
            guard let message = worth.message, let lacks = Self.lacks(message) else { return nil }
            return .paragraph(
                "\(worth.spec.name) does not say \(lacks) when it refuses: \(message.text)", .open)
        }
        let putOff = exploration.guards.filter { $0.putOff > 0 }.map { worth in
            OverviewSection.Block.paragraph(
                "\(worth.spec.name) puts \(PeopleNumber.count(worth.putOff, "harmful effect")) off "
                    + "beyond the end of the run: whether it is taken back until then is not known, "
                    + "and it is counted as stopped.", .open)
        }
        let unsure = exploration.guards.map(\.spec).filter { $0.misses > 0 }.map { spec in
            OverviewSection.Block.paragraph(
                "\(spec.name) misses \(PeopleNumber.percent(spec.misses)) of the mistakes that it is "
                    + "shown: what it stops gets past it as often, and every figure of harm is weighed "
                    + "with that.", .faint)
        }
        let failed = failures.map { OverviewSection.Block.paragraph($0, .bad) }
        return OverviewSection(
            "What each guard is worth",
            [.table(table), .paragraph(Self.marks(isByTime), .faint)] + unsure
                + putOff + failed + silent)
    }

    /// Whether any line brings more outage than the meant one: if not, requests alone tell guards apart.
    private var isByTime: Bool {
        exploration.unguarded.minutes[exploration.profile] > 0
            || exploration.unguarded.lostRequests[exploration.profile] <= 0
    }

    /// Of nothing there is no share.
    private func share(_ share: Double, of all: Chance) -> String {
        all[exploration.profile] > 0 ? PeopleNumber.percent(max(0, share)) : "-"
    }

    private static func marks(_ isByTime: Bool) -> String {
        "minutes, requests: what it stops of the outage and of the lost requests that go beyond the "
            + "meant line's, by how likely they are; * "
            + (isByTime ? "minutes of outage" : "requests lost") + " in 1,000 commands"
    }

    private func row(of worth: Exploration.GuardWorth, _ place: Int) -> [OverviewTable.Cell] {
        [
            .init((hasLetters ? "\(Self.letter(place)) " : "") + worth.spec.name),
            .init("\(worth.stops) of \(exploration.counts.harmful)"),
            .init(share(worth.share, of: exploration.unguarded.minutes)),
            .init(share(worth.shareOfRequests, of: exploration.unguarded.lostRequests)),
            .init(Self.orDash(worth.alone)),
            .init(
                Self.range(
                    isByTime ? worth.without.minutes : worth.without.lostRequests,
                    exploration.profile)),
            .init(
                Self.falseStops(of: worth),
                worth.stopsMeant || worth.stopsRepairs > 0 ? .bad : .plain),
        ]
    }

    /// What a refusal leaves out; nil: nothing.
    static func lacks(_ message: Exploration.MessageWorth) -> String? {
        let lacks = [
            message.namesField ? nil : "which field",
            message.namesNumber ? nil : "how many servers", message.namesLimit ? nil : "the limit",
        ].compactMap(\.self)
        return lacks.isEmpty ? nil : lacks.joined(separator: ", ")
    }

    private static func falseStops(of worth: Exploration.GuardWorth) -> String {
        var parts: [String] = []
        if worth.stopsMeant { parts.append("the meant line") }
        if worth.falseStops > 0 {
            parts.append("\(worth.falseStops) of \(worth.harmless) harmless lines")
        }
        if worth.stopsRepairs > 0 { parts.append(PeopleNumber.count(worth.stopsRepairs, "repair")) }
        return parts.isEmpty ? "-" : parts.joined(separator: ", ")
    }
}
