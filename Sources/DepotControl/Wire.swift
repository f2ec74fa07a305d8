/// How requests and answers are written between `depotctl` and the control plane.
///
/// A request is its words, each ended by a NUL, which no word of a command line can hold; their count
/// comes first; before those of a line stands its window, empty where nobody says. An answer is a line: what
/// it is, and its text.
enum Wire {
    /// The longest request, in bytes.
    static let longest = 1 << 16
    /// The longest line of an answer, in bytes.
    static let longestAnswer = 1 << 20

    private static let line = "line"
    private static let status = "status"
    private static let json = "json"
    private static let end = UInt8(0)

    enum Reading: Equatable {
        case whole(Request)
        /// More is to come.
        case part
        case nonsense
    }

    static func bytes(of request: Request) -> [UInt8] {
        let words: [String]
        switch request {
        case .line(let typed, let window): words = [line, window ?? ""] + typed
        case .status(let isJSON): words = [status] + (isJSON ? [json] : [])
        }
        return (["\(words.count)"] + words).flatMap { Array($0.utf8) + [end] }
    }

    static func read(_ bytes: some Collection<UInt8>) -> Reading {
        guard bytes.count <= longest else { return .nonsense }
        var words = bytes.split(separator: end, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        // What stands after the last NUL is not ended yet.
        words.removeLast()
        guard let head = words.first else { return .part }
        guard let count = Int(head), count > 0, count <= longest else { return .nonsense }
        guard words.count > count else { return .part }
        let rest = Array(words.dropFirst(2))
        switch words[1] {
        case line:
            guard let window = rest.first else { return .nonsense }
            return .whole(
                .line(words: Array(rest.dropFirst()), window: window.isEmpty ? nil : window))
        case status: return .whole(.status(isJSON: rest == [json]))
        default: return .nonsense
        }
    }

    static func text(of answer: Answer) -> String {
        switch answer {
        case .said(let text): "1\(printable(text))\n"
        case .complained(let text): "2\(printable(text))\n"
        case .ended(let status): "=\(status.rawValue)\n"
        }
    }

    static func answer(_ line: some StringProtocol) -> Answer? {
        let text = String(line.dropFirst())
        return switch line.first {
        case "1": .said(text)
        case "2": .complained(text)
        case "=": Int32(text).flatMap(LineStatus.init).map(Answer.ended)
        default: nil
        }
    }

    /// One line that moves no cursor, whatever was typed.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
