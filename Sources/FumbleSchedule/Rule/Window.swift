internal import FumbleDocument
internal import FumbleModel

/// Times of the week in which something may happen: `09:00-17:00 mon-fri`.
package struct Window: Sendable, Hashable {
    /// From the first minute, up to, not including, the end; one that ends no later than it begins
    /// goes on into the next day, and belongs to the day on which it began.
    let begins: Int
    let ends: Int
    let weekdays: NumberSet
    package let text: String

    package func contains(_ local: LocalMinute) -> Bool {
        let today = weekdays.contains(local.day.weekday)
        if begins < ends { return today && (begins..<ends).contains(local.minute) }
        let yesterday = weekdays.contains(local.day.adding(days: -1).weekday)
        return local.minute >= begins ? today : yesterday && local.minute < ends
    }

    package static func read(_ text: String) throws(TextMistake) -> Window {
        let words = TextWord.words(of: text)
        guard let first = words.first, words.count <= 2 else {
            throw TextMistake(
                offset: 0, length: text.unicodeScalars.count, "this is no window", help: help)
        }
        let ends = first.parts(by: "-")
        guard ends.count == 2, let begin = ClockTime.read(ends[0].text),
            let end = ends[1].text == "24:00"
                ? LocalMinute.minutesOfDay : ClockTime.read(ends[1].text)
        else {
            throw TextMistake(first, "`\(first.text)` is no stretch of a day", help: help)
        }
        guard begin != end else {
            throw TextMistake(
                first, "`\(first.text)` lasts no time at all",
                help: "a whole day is `00:00-24:00`")
        }
        return Window(
            begins: begin, ends: end,
            weekdays: words.count == 2 ? try weekdays(words[1]) : Weekday.all, text: text)
    }

    private static let help = "write it as in `09:00-17:00 mon-fri`"

    /// `mon-fri,sun`.
    private static func weekdays(_ word: TextWord) throws(TextMistake) -> NumberSet {
        var days = NumberSet()
        for part in word.parts(by: ",") {
            let ends = part.parts(by: "-")
            guard ends.count <= 2 else { throw TextMistake(part, "this is no weekday", help: help) }
            let first = try weekday(ends[0])
            let last = ends.count == 2 ? try weekday(ends[1]) : first
            for step in 0...(last.rawValue - first.rawValue + 7) % 7 {
                days.insert((first.rawValue + step) % 7)
            }
        }
        return days
    }

    private static func weekday(_ word: TextWord) throws(TextMistake) -> Weekday {
        guard let day = Weekday(word.text) else {
            throw TextMistake(
                word, "`\(word.text)` is no weekday",
                help: NearestWord.hint(
                    for: word.text, among: Weekday.allCases.map { String($0.word.prefix(3)) },
                    noun: "weekday"))
        }
        return day
    }
}
