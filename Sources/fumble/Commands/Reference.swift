internal import ArgumentParser
internal import FumbleCatalog
internal import FumbleCompiler
internal import FumbleDocument

struct Reference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Prints what files may hold: every kind, every field, with an example.",
        discussion: """
            Examples:
              fumble reference                 what there is
              fumble reference capacity-floor  one kind
              fumble reference experiment      the fields of an experiment
              fumble reference step            the fields of one mapping within it
              fumble reference presets         the systems that `restart: {like: NAME}` knows
              fumble reference --all           all of it
            """)

    @Argument(help: "A kind (such as crash), a list of kinds (fault), experiment, fleet, schedule.")
    var kind: String?

    @Flag(help: "Print every page.")
    var all = false

    func run() throws {
        let declarations = Declarations.all(.standard())
        let pages = Self.pages(of: declarations)
        if all {
            let whole = pages.filter { !$0.isWithinAnother }
            return Console.print(whole.map(\.text).joined(separator: "\n"))
        }
        guard let kind else { return Console.print(Self.index(of: declarations)) }
        let found = pages.filter { $0.name == kind || $0.list == kind }
        guard !found.isEmpty else {
            let names = [Self.presets] + pages.map(\.name)
            let hint = NearestWord.hint(for: kind, among: names, noun: "kind")
            throw ValidationError(
                ["there is no kind '\(kind)'", hint ?? ""].joined(separator: "; "))
        }
        Console.print(found.map(\.text).joined(separator: "\n"))
    }

    private struct Page {
        let name: String
        let list: String?
        let text: String
        var isWithinAnother = false
    }

    private static func pages(of declarations: Declarations) -> [Page] {
        let files = declarations.files.map { file in
            Page(
                name: String(file.header.prefix { $0 != "/" }), list: nil,
                text: ReferencePage.page(for: file.record))
        }
        let kinds = declarations.kinds.flatMap { list in
            list.kinds.map { kind in
                Page(
                    name: kind.name, list: list.noun,
                    text: ReferencePage.page(for: kind, noun: list.noun))
            }
        }
        let known = Set((files + kinds).map(\.name))
        let records = declarations.records.filter { !known.contains($0.name) }.map { record in
            Page(
                name: record.name, list: nil, text: ReferencePage.page(for: record),
                isWithinAnother: true)
        }
        return files + kinds + records + RestartPreset.all.map(page)
    }

    private static let presets = "presets"

    private static func page(of preset: RestartPreset) -> Page {
        var items = [(name: "written", text: "restart: {like: \(preset.name)}")]
        items.append(("stands for", "restart: \(preset.written)"))
        items.append(("read", preset.read))
        if let derived = preset.derived { items.append(("derived", derived)) }
        items.append(("source", preset.source))
        return Page(
            name: preset.name, list: presets,
            text: ReferencePage.page(
                titled: "\(preset.name) (preset of restart)", summary: preset.summary,
                items: items))
    }

    private static var presetIndex: String {
        ReferencePage.page(
            titled: "Presets of restart",
            summary: "Measured systems; all at once by `fumble reference presets`.",
            items: RestartPreset.all.map { ($0.name, $0.summary) })
    }

    private static func index(of declarations: Declarations) -> String {
        let lists = declarations.kinds.map { ReferencePage.index(of: $0) } + [presetIndex]
        return """
            `fumble reference NAME` prints a page; NAME is `experiment`, `fleet`, `schedule`, or one of these:


            """ + lists.joined(separator: "\n")
    }
}
