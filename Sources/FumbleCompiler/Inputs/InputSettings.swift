internal import FumbleDocument
internal import FumbleModel

/// Values given on the command line, each with a place that a message can quote.
struct InputSettings: Sendable {
    private let settings: [InputSetting]

    /// What stands for a file's name in messages about the command line.
    static let file = "--set"

    init(_ settings: [InputSetting]) {
        self.settings = settings
    }

    /// The command line as a text of one setting a line, for messages that quote it.
    var source: SourceText {
        SourceText(file: Self.file, text: settings.map(\.written).joined(separator: "\n"))
    }

    /// The value set for an input; of one set twice the first, the second is a mistake.
    subscript(name: String) -> Node? {
        settings.firstIndex { $0.name == name }.map { index in
            Node.scalar(settings[index].text, at: valueSpan(index))
        }
    }

    /// Reports settings of inputs that no file declares, and inputs that are set twice.
    func check(declared: [String], diagnostics: inout Diagnostics) {
        for (index, setting) in settings.enumerated() {
            if !declared.contains(setting.name) {
                diagnostics.reportUnknown(
                    .unknownInput, "input", setting.name, at: nameSpan(index), among: declared)
            }
            let first = settings.firstIndex { $0.name == setting.name } ?? index
            if first < index {
                diagnostics.report(
                    .duplicateName, at: nameSpan(index), "input `\(setting.name)` is set twice",
                    related: [Diagnostic.Related(at: nameSpan(first), "it is set here first")])
            }
        }
    }

    private func nameSpan(_ index: Int) -> SourceSpan {
        span(index, from: 0, count: settings[index].name.unicodeScalars.count)
    }

    private func valueSpan(_ index: Int) -> SourceSpan {
        let setting = settings[index]
        return span(
            index, from: setting.name.unicodeScalars.count + 1,
            count: setting.text.unicodeScalars.count)
    }

    private func span(_ index: Int, from first: Int, count: Int) -> SourceSpan {
        SourceSpan(
            start: SourcePosition(file: Self.file, line: index + 1, column: first + 1),
            end: SourcePosition(file: Self.file, line: index + 1, column: first + 1 + count))
    }
}
