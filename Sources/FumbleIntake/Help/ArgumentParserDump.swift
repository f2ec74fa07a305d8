internal import FumbleDocument
internal import FumbleModel

/// Reads what a command of Swift's ArgumentParser prints for `--experimental-dump-help`: JSON, which is
/// YAML as well, and so comes with places.
struct ArgumentParserDump {
    /// The names of the command, from the tool's own on, and what the dump says of it.
    private var words: [String] = []
    private var command: Node

    /// - Parameter path: the subcommand, such as `["remove"]`; empty where there is none.
    static func read(
        _ bytes: [UInt8], file: String, path: [String], diagnostics: inout Diagnostics
    ) -> HelpedCommand? {
        guard let document = YAMLReader.read(bytes, file: file, diagnostics: &diagnostics) else {
            return nil
        }
        guard let root = document.root["command"], root.entries != nil else {
            diagnostics.report(
                .helpNotRead, at: start(of: document.root),
                "the file has no `command`: it is no dump of an ArgumentParser command",
                help: "print it with `TOOL --experimental-dump-help`")
            return nil
        }
        var dump = ArgumentParserDump(command: root)
        do throws(HelpRefusal) {
            try dump.follow(path)
            return try dump.helped()
        } catch {
            diagnostics.report(error.diagnostic)
            return nil
        }
    }

    private init(command: Node) {
        self.command = command
    }

    private static func start(of node: Node) -> SourceSpan {
        let start = node.span.start
        return SourceSpan(start: start, end: start.advanced(by: 1))
    }

    private func refusal(
        _ code: DiagnosticCode = .helpNotRead, at node: Node, _ message: String,
        help: String? = nil
    ) -> HelpRefusal {
        HelpRefusal(
            diagnostic: Diagnostic(code, at: Self.start(of: node), message, help: help))
    }

    /// - Parameter path: with the tool's own name before it, or without.
    private mutating func follow(_ path: [String]) throws(HelpRefusal) {
        let own = try name(of: command)
        words = [own]
        for word in path.first == own ? path.dropFirst() : path[...] {
            let below = command["subcommands"]?.elements ?? []
            var known: [String] = []
            for node in below { known.append(try name(of: node)) }
            guard let place = known.firstIndex(of: word) else {
                throw refusal(
                    at: command["commandName"] ?? command,
                    "`\(words.last ?? "")` has no command `\(word)`",
                    help: NearestWord.hint(for: word, among: known, noun: "command"))
            }
            command = below[place]
            words.append(word)
        }
    }

    private func name(of node: Node) throws(HelpRefusal) -> String {
        guard let name = node["commandName"]?.scalar?.text, !name.isEmpty else {
            throw refusal(at: node, "a command has no `commandName`")
        }
        return name
    }

    private func helped() throws(HelpRefusal) -> HelpedCommand {
        let below = (command["subcommands"]?.elements ?? []).filter {
            $0["commandName"]?.scalar?.text != "help"
        }
        if !below.isEmpty {
            let names = below.compactMap { $0["commandName"]?.scalar?.text }
            throw refusal(
                .helpOfSeveral, at: command["commandName"] ?? command,
                "`\(words.joined(separator: " "))` is several commands",
                help: "name one by `--command`: \(names.joined(separator: ", "))")
        }
        var elements: [HelpElement] = []
        var short: [String] = []
        for argument in command["arguments"]?.elements ?? [] {
            let names = try names(of: argument)
            if names.contains("--help") || names.contains("--version") { continue }
            elements.append(try element(argument, names))
            if argument["kind"]?.scalar?.text == "flag" { short += names.dropFirst() }
        }
        let line = command.span.start.line
        return HelpedCommand(
            words: words, elements: elements, line: line,
            leftOut: short.isEmpty
                ? [] : ["other names of flags (\(short.joined(separator: ", ")))"])
    }

    /// With dashes, the one that is preferred first.
    private func names(of argument: Node) throws(HelpRefusal) -> [String] {
        var names: [String] = []
        let preferred = argument["preferredName"].map { [$0] } ?? []
        for node in preferred + (argument["names"]?.elements ?? []) {
            guard let name = node["name"]?.scalar?.text, let kind = node["kind"]?.scalar?.text
            else {
                throw refusal(at: node, "an argument's name says neither `name` nor `kind`")
            }
            let dashed = (kind == "long" ? "--" : "-") + name
            if !names.contains(dashed) { names.append(dashed) }
        }
        return names
    }

    private func element(
        _ argument: Node, _ names: [String]
    ) throws(HelpRefusal) -> HelpElement {
        let isRepeated = argument["isRepeating"]?.scalar?.text == "true"
        let isOptional = argument["isOptional"]?.scalar?.text == "true"
        let valueName = argument["valueName"]?.scalar?.text ?? ""
        let element: HelpElement
        switch (argument["kind"]?.scalar?.text, names.first) {
        case ("positional", _):
            guard let name = HelpElement.argument(valueName) else {
                throw refusal(at: argument, "`\(valueName)` is no argument's name")
            }
            element = .positional(name, isRepeated: isRepeated)
        case ("option", let name?):
            let option = HelpElement.option(
                name, others: names, value: HelpElement.value(of: name))
            if isRepeated { return .repeated(isOptional ? .optional(option) : option) }
            element = option
        case ("flag", let name?): element = .option(name, value: nil)
        default:
            throw refusal(at: argument, "an argument is neither positional, nor option, nor flag")
        }
        return isOptional ? .optional(element) : element
    }
}
