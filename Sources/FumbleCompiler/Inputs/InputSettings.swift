internal import FumbleDocument
internal import FumbleModel

/// Values given on the command line, each with a place that a message can quote.
struct InputSettings: Sendable {
    private let settings: [InputSetting]

    init(_ settings: [InputSetting]) {
        self.settings = settings
    }

    /// The command line as a text of one setting a line, for messages that quote it; one for each option.
    var sources: [SourceText] {
        var options: [String] = []
        for setting in settings where !options.contains(setting.option) {
            options.append(setting.option)
        }
        return options.map { option in
            let lines = settings.filter { $0.option == option }.map(\.written)
            return SourceText(file: option, text: lines.joined(separator: "\n"))
        }
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
        let option = settings[index].option
        let line = settings[...index].count { $0.option == option }
        return SourceSpan(
            start: SourcePosition(file: option, line: line, column: first + 1),
            end: SourcePosition(file: option, line: line, column: first + 1 + count))
    }
}
