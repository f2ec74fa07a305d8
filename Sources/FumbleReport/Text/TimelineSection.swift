import FumbleModel

/// The entries of a timeline that fit in so many lines: the first and the last are kept.
struct TimelineSection {
    private let entries: [TimelineEntry]
    private let most: Int

    /// - Parameter most: the lines that entries may take, each at most two; at least 4.
    init(_ entries: [TimelineEntry], most: Int) {
        self.entries = entries
        self.most = max(most, 4)
    }

    func add(to page: inout TextPage) {
        let stamps = entries.map { PeopleTime.stamp($0.at) }
        let width = stamps.map(\.count).max() ?? 0
        let column = Self.indent + width + 2
        guard !entries.isEmpty else { return page.paragraph("nothing", indent: Self.indent) }
        let shown = split(room: page.width - column)
        for index in entries.indices {
            if index == shown.head, shown.left > 0 {
                page.paragraph(
                    "… \(PeopleNumber.grouped(shown.left)) more", ink: .faint, indent: column)
            }
            guard index < shown.head || index >= shown.head + shown.left else { continue }
            add(entries[index], stamps[index], width: width, column: column, to: &page)
        }
    }

    private func add(
        _ entry: TimelineEntry, _ stamp: String, width: Int, column: Int, to page: inout TextPage
    ) {
        let texts = Wrapping.lines(
            entry.text, width: page.width - column, atMost: Self.linesOfEntry)
        for (index, text) in texts.enumerated() {
            var line = TextLine()
            if index == 0 {
                line.pad(to: Self.indent + width - stamp.count)
                line.add(stamp, .faint)
            }
            line.pad(to: column)
            line.add(text)
            page.add(line)
        }
    }

    /// How many entries are shown before the gap, and how many are left out in it.
    private func split(room: Int) -> (head: Int, left: Int) {
        let heights = entries.map {
            Wrapping.lines($0.text, width: room, atMost: Self.linesOfEntry).count
        }
        guard heights.reduce(0, +) > most else { return (entries.count, 0) }
        var free = most - 1
        var head = 0
        var tail = entries.count
        while head < tail {
            let takesHead = head <= entries.count - tail
            let height = takesHead ? heights[head] : heights[tail - 1]
            guard height <= free else { break }
            free -= height
            if takesHead { head += 1 } else { tail -= 1 }
        }
        return (head, tail - head)
    }

    private static let indent = 2
    private static let linesOfEntry = 2
}
