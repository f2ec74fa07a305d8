internal import FumbleDocument

/// Reads the words of a line from the left.
struct WordScan {
    private let words: [TextWord]
    private var place = 0
    let length: Int

    init(_ text: String) {
        words = TextWord.words(of: text, commas: true)
        length = text.unicodeScalars.count
    }

    var next: TextWord? { place < words.count ? words[place] : nil }

    /// Where the line ends: what is missing there is told of its last word.
    var end: TextWord { words.last ?? TextWord(text: "", offset: 0) }

    mutating func advance() { place += 1 }

    func isAt(_ word: String) -> Bool { next?.text.lowercased() == word }

    mutating func take(_ word: String) -> Bool {
        guard isAt(word) else { return false }
        advance()
        return true
    }

    /// Whether a comma, `and` or both lead on to one more of the same.
    mutating func takesAnother() -> Bool {
        let hasComma = take(",")
        return take("and") || hasComma
    }

    var weekday: Weekday? { next.flatMap { Weekday($0.text) } }

    var ordinal: Ordinals.Written? {
        next.flatMap { word in
            Ordinals.number(word.text).map { Ordinals.Written(number: $0, word: word) }
        }
    }

    func unknown(_ word: TextWord, among known: [String]) -> TextMistake {
        TextMistake(
            word, "`\(word.text)` is not understood here",
            help: NearestWord.hint(for: word.text.lowercased(), among: known, noun: "word"))
    }

    /// What is wrong where one of these words should be.
    func unknownNext(among known: [String], example: String) -> TextMistake {
        if let next {
            if NearestWord.nearest(to: next.text.lowercased(), among: known) != nil {
                return unknown(next, among: known)
            }
            return TextMistake(
                next, "`\(next.text)` is not understood here",
                help: "say it as in `\(example)`, or as a cron line")
        }
        return TextMistake(
            end, "something is missing after `\(end.text)`", help: "say it as in `\(example)`")
    }
}

/// `first`, `2nd`, `last`.
enum Ordinals {
    struct Written {
        /// -1: the last.
        let number: Int
        let word: TextWord
    }

    static let words = ["first", "second", "third", "fourth", "fifth", "last"]
    private static let most = 31

    static func number(_ word: String) -> Int? {
        let word = word.lowercased()
        if word == "last" { return -1 }
        if let place = words.firstIndex(of: word) { return place + 1 }
        guard let number = Int(word.dropLast(2)), (1...most).contains(number),
            word == "\(number)\(suffix(of: number))"
        else { return nil }
        return number
    }

    private static func suffix(of number: Int) -> String {
        if (11...13).contains(number) { return "th" }
        return switch number % 10 {
        case 1: "st"
        case 2: "nd"
        case 3: "rd"
        default: "th"
        }
    }
}
