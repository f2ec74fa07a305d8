/// What no file may say.
enum Bans {
    private struct Ban {
        let word: String
        let why: String
    }

    private static let inSources = [
        Ban(word: "try!", why: "handle the error"),
        Ban(word: "as!", why: "cast with `as?`"),
        Ban(word: "fatalError(", why: "a bug of ours is a `precondition`"),
        Ban(word: "@unchecked Sendable", why: "let the compiler prove it"),
        Ban(word: "nonisolated(unsafe)", why: "let the compiler prove it"),
        Ban(word: "Date()", why: "instants are arguments"),
        Ban(word: "UUID()", why: "chance comes from a named stream"),
        Ban(word: ".hashValue", why: "it differs from process to process"),
        Ban(word: "public", why: "a room's door is `package`"),
    ]

    private static let inAllSwift = [
        Ban(word: "Thread.sleep", why: "wait for an event"),
        Ban(word: "usleep(", why: "wait for an event"),
        Ban(word: "sleep(", why: "wait for an event"),
    ]

    /// The rooms that are commands.
    private static let commands: Set<String> = ["fumble", "fumble-bench"]

    private static let inComments = ["TODO", "FIXME"]

    /// Words that the dictionary gives up for another, and that have no honest second meaning.
    private static let neverWords = [
        "scenario": "experiment", "campaign": "game day", "uptime": "restart age",
        "mutant": "slip", "toxic": "fault",
    ]

    static func findings(in file: SourceText) -> [Finding] {
        guard file.isSource || file.isTest else { return [] }
        var bans = inAllSwift
        if file.isSource { bans += inSources }
        if file.isSource, !commands.contains(file.room ?? "") {
            bans.append(Ban(word: "print(", why: "only a command prints"))
        }
        var findings: [Finding] = []
        for ban in bans {
            for line in Words.lines(of: ban.word, in: file.code) {
                findings.append(file.finding(line, "`\(ban.word)` is banned: \(ban.why)"))
            }
        }
        for word in inComments {
            for line in Words.lines(of: word, in: file.comments) {
                findings.append(file.finding(line, "\(word): do it, or leave it out"))
            }
        }
        return findings + (file.isSource ? forbiddenWords(in: file) : [])
    }

    private static func forbiddenWords(in file: SourceText) -> [Finding] {
        let prose = [file.comments, file.strings].map(Words.lowercased)
        return neverWords.sorted { $0.key < $1.key }.flatMap { never, instead in
            prose.flatMap { part in
                ([never, never + "s"].flatMap { Words.lines(of: $0, in: part) }).map {
                    file.finding($0, "the dictionary's word for `\(never)` is `\(instead)`")
                }
            }
        }
    }
}
