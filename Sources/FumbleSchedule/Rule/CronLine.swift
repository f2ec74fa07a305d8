internal import FumbleDocument

/// A line of cron: minute, hour, day of the month, month, weekday - as Vixie's cron reads them,
/// crontab(5). If days of the month and weekdays are both restricted, one of them is enough.
enum CronLine {
    /// One of the five.
    private struct Field {
        let name: String
        let range: ClosedRange<Int>
        var names: [String] = []

        /// The last that is different from the others.
        var last: Int { name == "weekday" ? 6 : range.upperBound }

        static let all = [
            Field(name: "minute", range: 0...59), Field(name: "hour", range: 0...23),
            Field(name: "day of the month", range: 1...31),
            Field(
                name: "month", range: 1...12, names: Months.names.map { String($0.prefix(3)) }),
            // Both 0 and 7 are Sunday.
            Field(
                name: "weekday", range: 0...7,
                names: Weekday.allCases.map { String($0.word.prefix(3)) }),
        ]
    }

    private static let macros = [
        ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"),
        ("@weekly", "0 0 * * 0"), ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
    ]

    static func read(_ text: String) throws(TextMistake) -> Recurrence {
        let words = TextWord.words(of: text)
        if let first = words.first, first.text.hasPrefix("@") {
            return try read(macro(first, isAlone: words.count == 1))
        }
        guard words.count == Field.all.count else { throw wrongCount(words, text) }
        var sets: [NumberSet] = []
        for (word, field) in zip(words, Field.all) { sets.append(try read(word, as: field)) }
        var weekdays = NumberSet(sets[4].numbers.filter { $0 < 7 })
        if sets[4].contains(7) { weekdays.insert(0) }
        let times = sets[1].numbers.flatMap { hour in sets[0].numbers.map { hour * 60 + $0 } }
        // As Vixie's cron does: a field that begins with a star restricts nothing by itself.
        let isEither = !words[2].text.hasPrefix("*") && !words[4].text.hasPrefix("*")
        return Recurrence(
            days: .fields(
                months: sets[3], days: sets[2], weekdays: weekdays, either: isEither), times: times)
    }

    private static func macro(
        _ word: TextWord, isAlone: Bool
    ) throws(TextMistake) -> String {
        guard let known = macros.first(where: { $0.0 == word.text }) else {
            throw TextMistake(
                word, "cron has no `\(word.text)` that says when",
                help: NearestWord.hint(for: word.text, among: macros.map(\.0), noun: "macro"))
        }
        guard isAlone else {
            throw TextMistake(word, "`\(word.text)` stands alone", help: "write nothing after it")
        }
        return known.1
    }

    private static func wrongCount(_ words: [TextWord], _ text: String) -> TextMistake {
        let names = Field.all.map(\.name).joined(separator: ", ")
        let place = words.count > Field.all.count ? words[Field.all.count] : words[0]
        let end = (words.last?.offset ?? 0) + (words.last?.length ?? 0)
        return TextMistake(
            offset: place.offset, length: max(1, end - place.offset),
            "a cron line has five fields, and this one has \(words.count)",
            help: words.count > Field.all.count
                ? "it has no seconds, no years and no command: \(names)" : "they are \(names)")
    }

    private static func read(_ word: TextWord, as field: Field) throws(TextMistake) -> NumberSet {
        var set = NumberSet()
        for part in word.parts(by: ",") {
            let pieces = part.parts(by: "/")
            guard pieces.count <= 2, !part.text.isEmpty else {
                throw TextMistake(
                    part.text.isEmpty ? word : part,
                    "`\(word.text)` is no \(field.name) of a cron line",
                    help: "write `*`, `*/5`, `3`, `1-5` or several of them with commas")
            }
            let range = try range(pieces[0], field, hasStep: pieces.count == 2)
            let step = pieces.count == 2 ? try step(pieces[1], field) : 1
            for number in stride(from: range.lowerBound, through: range.upperBound, by: step) {
                set.insert(number)
            }
        }
        return set
    }

    private static func range(
        _ word: TextWord, _ field: Field, hasStep: Bool
    ) throws(TextMistake) -> ClosedRange<Int> {
        // 7 is Sunday once more: a star counts each day once.
        if word.text == "*" { return field.range.lowerBound...field.last }
        let ends = word.parts(by: "-")
        guard ends.count <= 2 else { throw notRead(word, field) }
        let first = try number(ends[0], field)
        guard ends.count == 2 else {
            guard !hasStep else {
                throw TextMistake(
                    word, "a step needs a range, and `\(word.text)` is a single \(field.name)",
                    help: "write `\(word.text)-\(field.last)` or `*` before the step")
            }
            return first...first
        }
        let last = try number(ends[1], field)
        guard first <= last else {
            throw TextMistake(
                word, "the range `\(word.text)` ends before it begins",
                help: "write two ranges with a comma between them")
        }
        return first...last
    }

    private static func number(_ word: TextWord, _ field: Field) throws(TextMistake) -> Int {
        if let place = field.names.firstIndex(of: word.text.lowercased()) {
            return place + field.range.lowerBound
        }
        guard !word.text.isEmpty, word.text.utf8.count <= 4,
            word.text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(word.text)
        else { throw notRead(word, field) }
        guard field.range.contains(number) else {
            throw TextMistake(
                word, "\(number) is no \(field.name)",
                help: "from \(field.range.lowerBound) to \(field.range.upperBound)")
        }
        return number
    }

    private static func step(_ word: TextWord, _ field: Field) throws(TextMistake) -> Int {
        guard let step = Int(word.text), (1...59).contains(step) else {
            throw TextMistake(
                word, "`\(word.text)` is no step", help: "a whole number from 1 to 59")
        }
        return step
    }

    private static func notRead(_ word: TextWord, _ field: Field) -> TextMistake {
        let isOfOthers =
            word.text.contains { "LlWw#?".contains($0) } && field.names.isEmpty
            || word.text.contains { "#?".contains($0) } || word.text.lowercased().hasSuffix("l")
        let hint =
            field.names.isEmpty
            ? "a number from \(field.range.lowerBound) to \(field.range.upperBound)"
            : NearestWord.hint(for: word.text.lowercased(), among: field.names, noun: field.name)
        return TextMistake(
            word, "`\(word.text)` is no \(field.name) of a cron line",
            help: isOfOthers
                ? "cron has no `L`, `W`, `#` and `?`: say it in words, as in "
                    + "`last Friday of the month at 10:00`" : hint)
    }
}
