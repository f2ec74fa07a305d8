/// A whole page in one file: nothing in it asks the network, and it can be read without its script.
struct HTMLPage {
    let title: String
    /// What is on it.
    private(set) var content = Markup.nothing

    init(title: String) {
        self.title = title
    }

    mutating func add(_ part: Markup) { content += part }

    /// A part with a title that can be linked to.
    mutating func section(_ title: String, id: String, note: String? = nil, _ parts: [Markup]) {
        add(
            .tag(
                "section", ["id": id],
                [.tag("h2", [:], [Markup(title)] + (note.map { [.tag("small", [:], $0)] } ?? []))]
                    + parts))
    }

    var text: String {
        let head = Markup.tag(
            "head", [:],
            [
                .leaf("meta", ["charset": "utf-8"]),
                .leaf(
                    "meta",
                    ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .leaf("meta", ["name": "color-scheme", "content": "light dark"]),
                .leaf("meta", ["name": "generator", "content": "fumble"]),
                // An icon of its own, so that no browser asks for one.
                .leaf("link", ["rel": "icon", "href": "data:,"]),
                .tag("title", [:], title),
                .tag("style", [:], [Stylesheet.base, Stylesheet.charts]),
            ])
        let whole = Markup.tag(
            "html", ["lang": "en"],
            [head, .tag("body", [:], [.tag("main", [:], [content]), Readout.script])])
        return "<!DOCTYPE html>\n" + whole.source + "\n"
    }

    /// Rows of cells under titles; the first cell of a row is its title.
    static func table(
        titles: [String], rows: [[Markup]], numbers: Bool = false, caption: String? = nil
    ) -> Markup {
        var parts: [Markup] = caption.map { [.tag("caption", [:], $0)] } ?? []
        if titles.contains(where: { !$0.isEmpty }) {
            let cells = titles.map { Markup.tag("th", ["scope": "col"], $0) }
            parts.append(.tag("thead", [:], [.tag("tr", [:], cells)]))
        }
        let lines = rows.map { row in
            Markup.tag(
                "tr", [:],
                row.enumerated().map { place, cell in
                    place == 0 ? .tag("th", ["scope": "row"], [cell]) : .tag("td", [:], [cell])
                })
        }
        parts.append(.tag("tbody", [:], lines))
        let kind = numbers ? "numbers" : titles.isEmpty ? "list" : nil
        return .tag("div", ["class": "wide"], [.tag("table", ["class": kind], parts)])
    }

    /// What most readers do without, one click away.
    static func more(_ title: String, _ parts: [Markup]) -> Markup {
        .tag("details", [:], [.tag("summary", [:], title)] + parts)
    }
}
