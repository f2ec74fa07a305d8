/// A mistake in a calendar's file: at a line, for lines may be folded over several.
package struct CalendarMistake: Error, Sendable, Hashable {
    /// Counted from 1.
    package let line: Int
    package let message: String
    package let help: String?

    init(_ line: Int, _ message: String, help: String? = nil) {
        self.line = line
        self.message = message
        self.help = help
    }
}

/// A content line of iCalendar, unfolded: `DTSTART;VALUE=DATE:20261225`. RFC 5545, section 3.1.
struct CalendarLine: Sendable, Hashable {
    let number: Int
    let name: String
    let parameters: [Parameter]
    let value: String

    struct Parameter: Sendable, Hashable {
        let name: String
        let value: String
    }

    func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The lines of a file, those that begin with white space joined to the one before.
    static func lines(of bytes: [UInt8]) throws(CalendarMistake) -> [CalendarLine] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard Array(text.utf8) == bytes else {
            throw CalendarMistake(1, "the file is not written in UTF-8")
        }
        var whole: [(number: Int, text: String)] = []
        let physical = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in physical.enumerated() {
            if let first = line.first, first == " " || first == "\t" {
                guard !whole.isEmpty else {
                    throw CalendarMistake(index + 1, "this line goes on from no other")
                }
                whole[whole.count - 1].text += line.dropFirst()
            } else if !line.isEmpty {
                whole.append((index + 1, String(line)))
            }
        }
        var lines: [CalendarLine] = []
        for line in whole { lines.append(try read(line.text, line.number)) }
        return lines
    }

    private static func read(_ text: String, _ number: Int) throws(CalendarMistake) -> CalendarLine
    {
        var isQuoted = false
        var parts = [""]
        var value: String?
        for (index, character) in zip(text.indices, text) {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ":", !isQuoted {
                value = String(text[text.index(after: index)...])
                break
            } else if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        guard let value, !parts[0].isEmpty else {
            throw CalendarMistake(
                number, "this is no line of a calendar",
                help: "it has the form `NAME:value`; what belongs to the line before begins with "
                    + "a space")
        }
        let parameters = parts.dropFirst().map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Parameter(
                name: halves[0].uppercased(), value: halves.count > 1 ? String(halves[1]) : "")
        }
        return CalendarLine(
            number: number, name: parts[0].uppercased(), parameters: parameters, value: value)
    }
}
