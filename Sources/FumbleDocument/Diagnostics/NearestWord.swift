/// Finds the word that somebody probably meant.
package enum NearestWord {
    /// Longer words than this are not compared: no name is so long, and comparing is quadratic.
    private static let longest = 64
    /// Known words that are compared: a hint is a help, and not worth a wait.
    private static let mostCompared = 1000
    /// Known words listed in a hint when none is near.
    private static let listed = 8

    /// The nearest of the known words, if it is near enough to be meant; the first of equals.
    package static func nearest(to word: String, among known: [String]) -> String? {
        let letters = Array(word.lowercased().unicodeScalars)
        guard !letters.isEmpty, letters.count <= longest else { return nil }
        let bound = max(1, letters.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known.prefix(mostCompared) {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard other.count <= longest, abs(other.count - letters.count) <= bound else {
                continue
            }
            let distance = distance(letters, other)
            // Half of the letters at least: `a` is no guess at `c`.
            guard 2 * distance <= max(letters.count, other.count) else { continue }
            if distance <= bound, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// Help for an unknown word: the nearest, else the known ones where they are few.
    package static func hint(for word: String, among known: [String], noun: String) -> String? {
        if let nearest = nearest(to: word, among: known) { return "did you mean `\(nearest)`?" }
        guard !known.isEmpty else { return "no \(noun) is declared" }
        let known = known.reduce(into: [String]()) { once, word in
            if !once.contains(word) { once.append(word) }
        }
        let shown = known.prefix(listed).map { "`\($0)`" }.joined(separator: ", ")
        let rest = known.count > listed ? " and \(known.count - listed) more" : ""
        return "known: \(shown)\(rest)"
    }

    /// Single edits that turn one word into the other: a letter added, lost, changed, or two
    /// neighbours swapped (optimal string alignment, after Damerau 1964).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var current = last
        for row in 1...left.count {
            current[0] = row
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var cost = min(
                    last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current[column] = cost
            }
            swap(&beforeLast, &last)
            swap(&last, &current)
        }
        return last[right.count]
    }
}
