import FumbleModel

/// Finds a way through a usage that uses up a typed line.
///
/// It tries what comes first in the usage first, takes what may be left out where it was typed, and
/// goes back where that leads nowhere. Of all the ways that fail, the one that got furthest is told.
struct LineMatcher {
    private let usage: Usage
    private let line: LineOptions
    private let end: Int
    private let isLenient: Bool
    private var steps = 0
    private var furthest = Failure(word: -1)
    /// Places from which no way leads to the end, so that none is tried twice.
    private var deadEnds: Set<Place> = []

    /// How many choices are tried before the line is given up.
    private static let mostSteps = 20_000

    init(_ usage: Usage, _ line: LineOptions, end: Int, parsing: PlaybookEntry.Parsing) {
        self.usage = usage
        self.line = line
        self.end = end
        self.isLenient = parsing == .lenient
    }

    mutating func match() throws(LineError) -> Match {
        if let blank = line.words.first(where: { !isLenient && Self.isBlank($0.text) }) {
            throw LineError(
                offset: blank.offset, length: blank.length, message: "a word is blank", help: nil)
        }
        let start = Way(
            rest: [.part(usage.root)],
            isUsed: [Bool](repeating: false, count: line.options.count))
        guard let way = walk(start) else { throw explain() }
        return Match(values: usage.names.flatMap { values(of: $0, way) })
    }

    /// How far one way through the usage has come.
    private struct Way {
        /// What is still to be matched; the last comes first.
        var rest: [Item]
        var word = 0
        var isUsed: [Bool]
        var used = 0
        var values: [Match.Value] = []
    }

    /// All that decides whether a way leads on.
    private struct Place: Hashable {
        let rest: [Item]
        let word: Int
        let isUsed: [Bool]
    }

    private enum Item: Hashable {
        case part(UsagePart)
        /// Once more, if the last time used something up.
        case again(UsagePart, word: Int, used: Int)
    }

    /// What was wanted at the furthest word that was reached.
    private struct Failure {
        var word: Int
        var words: [String] = []
        var argument: String?
        var options: [UsageOption] = []
        var hasExtra = false
    }

    private mutating func walk(_ start: Way) -> Way? {
        var way = start
        while let item = way.rest.popLast() {
            steps += 1
            guard steps < Self.mostSteps else { return nil }
            switch item {
            case .part(let part):
                switch step(part, &way) {
                case .on: continue
                case .failed: return nil
                case .branches(let branches): return first(of: branches)
                }
            case .again(let part, let word, let used):
                let hasMoved = way.word > word || way.used > used
                guard hasMoved, canBegin(part, way) else { continue }
                var more = way
                more.rest += [.again(part, word: way.word, used: way.used), .part(part)]
                return first(of: [more, way])
            }
        }
        return finished(way)
    }

    private enum Step {
        case on, failed
        case branches([Way])
    }

    private mutating func step(_ part: UsagePart, _ way: inout Way) -> Step {
        switch part {
        case .word(let word):
            guard way.word < line.words.count, line.words[way.word].text == word else {
                fail(way.word) { $0.words.append(word) }
                return .failed
            }
            way.word += 1
            return .on
        case .argument(let name): return argument(name, &way)
        case .option(let option): return take(option, &way)
        case .sequence(let parts):
            way.rest += parts.reversed().map { .part($0) }
            return .on
        case .optional(let parts):
            guard let first = parts.first else { return .on }
            if parts.count > 1 { way.rest.append(.part(.optional(Array(parts.dropFirst())))) }
            guard canBegin(first, way) else { return .on }
            var with = way
            with.rest.append(.part(first))
            return .branches([with, way])
        case .choice(let parts):
            let base = way
            return .branches(
                parts.map {
                    var branch = base
                    branch.rest.append(.part($0))
                    return branch
                })
        case .repeated(let part):
            way.rest += [.again(part, word: way.word, used: way.used), .part(part)]
            return .on
        }
    }

    /// Whether what may be left out is worth trying: where it is options alone, one was typed.
    ///
    /// Else an option that may be left out would be told as missing.
    private func canBegin(_ part: UsagePart, _ way: Way) -> Bool {
        if isLenient { return true }
        return part.leaves.contains { leaf in
            guard case .option(let option) = leaf else { return true }
            return line.options.indices.contains {
                !way.isUsed[$0] && line.options[$0].option == option
            }
        }
    }

    private mutating func argument(_ name: String, _ way: inout Way) -> Step {
        guard way.word < line.words.count else {
            if isLenient { return .on }
            fail(way.word) { $0.argument = name }
            return .failed
        }
        let without = way
        let word = line.words[way.word]
        way.values.append(
            Match.Value(
                name: name, text: Self.isBlank(word.text) ? nil : word.text, offset: word.offset,
                length: word.length))
        way.word += 1
        return isLenient ? .branches([way, without]) : .on
    }

    /// A lenient parser collects options wherever they stand, so that none is missing.
    private mutating func take(_ option: UsageOption, _ way: inout Way) -> Step {
        if isLenient { return .on }
        let place = line.options.indices.first {
            !way.isUsed[$0] && line.options[$0].option == option
        }
        guard let place else {
            fail(way.word) { $0.options.append(option) }
            return .failed
        }
        way.isUsed[place] = true
        way.used += 1
        way.values.append(Self.value(line.options[place]))
        return .on
    }

    private mutating func first(of ways: [Way]) -> Way? {
        for way in ways {
            let place = Place(rest: way.rest, word: way.word, isUsed: way.isUsed)
            if deadEnds.contains(place) { continue }
            if let found = walk(way) { return found }
            deadEnds.insert(place)
        }
        return nil
    }

    private mutating func finished(_ way: Way) -> Way? {
        if isLenient { return way }
        guard way.word == line.words.count, !way.isUsed.contains(false) else {
            let hasExtra = way.word < line.words.count
            fail(way.word) { $0.hasExtra = hasExtra }
            return nil
        }
        return way
    }

    private mutating func fail(_ word: Int, _ note: (inout Failure) -> Void) {
        if word > furthest.word { furthest = Failure(word: word) }
        if word == furthest.word { note(&furthest) }
    }

    private func values(of name: String, _ way: Way) -> [Match.Value] {
        var values = way.values.filter { $0.name == name }
        if isLenient {
            let typed = line.options.filter { ($0.option.value ?? $0.option.name) == name }
            let isRepeatable = typed.contains { usage.repeatable.contains($0.option.name) }
            values += (isRepeatable ? typed[...] : typed.suffix(1)).map(Self.value)
        }
        return values.isEmpty ? [Match.Value(name: name, text: nil, offset: 0, length: 0)] : values
    }

    private static func value(_ typed: LineOptions.Typed) -> Match.Value {
        Match.Value(
            name: typed.option.value ?? typed.option.name, text: typed.value,
            offset: typed.offset, length: typed.length)
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}

extension LineMatcher {
    /// What is told of the way that got furthest.
    private func explain() -> LineError {
        guard steps < Self.mostSteps else {
            return LineError(
                offset: 0, length: end, message: "there are too many ways to read the line",
                help: nil)
        }
        let word = furthest.word < line.words.count ? line.words[furthest.word] : nil
        func error(_ message: String, _ help: String?) -> LineError {
            LineError(
                offset: word?.offset ?? end, length: word?.length ?? 0, message: message,
                help: help)
        }
        let words = Self.unique(furthest.words)
        let missing = furthest.options.reduce(into: [UsageOption]()) { unique, option in
            if !unique.contains(option) { unique.append(option) }
        }
        if let word, !words.isEmpty {
            return error(
                "expected \(Words.list(words, "or")), not `\(word.text)`",
                Words.hint(for: word.text, among: words))
        }
        if let word, furthest.hasExtra || missing.isEmpty {
            return error("nothing more was expected, but `\(word.text)`", "usage: \(usage.text)")
        }
        if !missing.isEmpty, !furthest.hasExtra {
            let names = Words.list(missing.map(\.name), "or")
            return LineError(
                offset: end, length: 0, message: "the option \(names) is missing",
                help: "add \(Words.list(missing.map(\.text), "or"))")
        }
        if !words.isEmpty {
            return error("expected \(Words.list(words, "or")) here", "usage: \(usage.text)")
        }
        if let argument = furthest.argument {
            return error("the argument `\(argument)` is missing", "usage: \(usage.text)")
        }
        return error("these options do not go together", "usage: \(usage.text)")
    }

    private static func unique(_ words: [String]) -> [String] {
        words.reduce(into: []) { unique, word in
            if !unique.contains(word) { unique.append(word) }
        }
    }
}
