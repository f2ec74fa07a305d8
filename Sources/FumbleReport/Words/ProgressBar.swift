package import FumbleModel

/// How far something is that takes long, on one line: `[=====>      ] 45 of 100 runs, 20 s left`.
package enum ProgressBar {
    private static let cells = 24

    /// - Parameters:
    ///   - done: of which `known` were done before this began, and say nothing about its pace.
    ///   - elapsed: since this began; with nothing done in it, no time left is told.
    package static func text(
        done: Int, of total: Int, known: Int = 0, noun: String, note: String, elapsed: TimeSpan
    ) -> String {
        let full = total > 0 ? min(cells, cells * done / total) : cells
        let head = full < cells ? ">" : ""
        let bar =
            String(repeating: "=", count: full) + head
            + String(repeating: " ", count: max(0, cells - full - head.count))
        var text =
            "[\(bar)] \(PeopleNumber.grouped(done)) of \(PeopleNumber.grouped(total)) \(noun)"
        if !note.isEmpty { text += ", \(note)" }
        let own = done - known
        guard own > 0, done < total else { return text }
        let left = elapsed.seconds / Double(own) * Double(total - done)
        guard let microseconds = Int64(exactly: (left * 1_000_000).rounded()) else { return text }
        let rounded = max(1, (microseconds + 500_000) / 1_000_000)
        return text + ", \(PeopleTime.text(.seconds(rounded))) left"
    }
}
