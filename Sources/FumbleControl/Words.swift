/// Small pieces of the sentences that people read.
enum Words {
    /// `a`, `a or b`, `a, b or c`, each between backquotes.
    static func list(_ names: [String], _ conjunction: String = "and") -> String {
        plainList(names.map { "`\($0)`" }, conjunction)
    }

    /// The same of what has its backquotes, or needs none.
    static func plainList(_ parts: [String], _ conjunction: String = "and") -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    static func servers(_ count: Int) -> String {
        count == 1 ? "1 server" : "\(count) servers"
    }

    /// `did you mean ...?` with the known word that is nearest to what was written; nil: none is
    /// near.
    ///
    /// Near is a known word that begins with what was written, or one at most a third of its length
    /// away, counted in letters added, left out, changed or swapped.
    static func hint(for word: String, among known: [String]) -> String? {
        var nearest: (word: String, distance: Int)?
        for candidate in known where !candidate.isEmpty && candidate != word {
            let allowed = max(1, candidate.unicodeScalars.count / 3)
            let begins = word.unicodeScalars.count > 2 && candidate.hasPrefix(word)
            let distance = begins ? 0 : distance(word, candidate)
            if distance <= allowed, distance < nearest?.distance ?? .max {
                nearest = (candidate, distance)
            }
        }
        return nearest.map { "did you mean `\($0.word)`?" }
    }

    /// The longest word that is compared: longer ones are near to nothing.
    private static let longest = 64

    /// Letters added, left out, changed, or swapped with their neighbour (optimal string alignment).
    private static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left.unicodeScalars)
        let b = Array(right.unicodeScalars)
        guard a.count <= longest, b.count <= longest else { return .max }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
