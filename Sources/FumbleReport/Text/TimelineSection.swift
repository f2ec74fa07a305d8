import FumbleModel

/// As much of a timeline as fits in so many lines, and none of its asides.
///
/// Where not all fits, what weighs more comes before what weighs less, and then what is spread over
/// time. Faults, what they did and how they were undone are always there.
struct TimelineSection {
    private let entries: [TimelineEntry]
    private let stamps: [String]
    private let most: Int

    /// - Parameter most: the lines that entries may take, each at most two; at least 4.
    init(_ entries: [TimelineEntry], most: Int) {
        self.entries = entries.filter { $0.weight > .aside }
        self.most = max(most, 4)
        stamps = self.entries.map { PeopleTime.stamp($0.at) }
    }

    func add(to page: inout TextPage) {
        guard !entries.isEmpty else { return page.paragraph("nothing", indent: Self.indent) }
        let width = stamps.map(\.count).max() ?? 0
        let column = Self.indent + width + 2
        let texts = entries.map {
            Wrapping.lines($0.text, width: page.width - column, atMost: Self.linesOfEntry)
        }
        let shown = chosen(heights: texts.map(\.count))
        var last = ""
        for index in shown {
            let stamp = stamps[index] == last ? "" : stamps[index]
            last = stamps[index]
            add(texts[index], stamp, width: width, to: &page)
        }
        let left = PeopleNumber.grouped(entries.count - shown.count)
        guard shown.count < entries.count else { return }
        page.paragraph(
            "… and \(left) more: `--format markdown` shows all", ink: .faint, indent: column)
    }

    private func add(_ texts: [String], _ stamp: String, width: Int, to page: inout TextPage) {
        for (index, text) in texts.enumerated() {
            var line = TextLine()
            if index == 0 {
                line.pad(to: Self.indent + width - stamp.count)
                line.add(stamp, .faint)
            }
            line.pad(to: Self.indent + width + 2)
            line.add(text)
            page.add(line)
        }
    }

    /// The entries to show, in order: the heavier before the lighter, and of one weight the one that
    /// is farthest from all that is shown already.
    private func chosen(heights: [Int]) -> [Int] {
        guard heights.reduce(0, +) > most else { return Array(entries.indices) }
        var chosen = entries.indices.filter { entries[$0].isOfFault }
        var free = most - 1 - chosen.reduce(0) { $0 + heights[$1] }
        for weight in TimelineEntry.Weight.allCases.reversed() {
            var open = entries.indices.filter {
                entries[$0].weight == weight && !entries[$0].isOfFault
            }
            while let place = Self.farthest(open, from: chosen, in: entries) {
                let index = open.remove(at: place)
                guard heights[index] <= free else { return chosen.sorted() }
                free -= heights[index]
                chosen.append(index)
            }
        }
        return chosen.sorted()
    }

    /// The place in `open` of the entry whose nearest shown neighbour is farthest in time, the
    /// earlier of two; where nothing is shown yet, the first, and the last after it.
    private static func farthest(
        _ open: [Int], from chosen: [Int], in entries: [TimelineEntry]
    ) -> Int? {
        guard !chosen.isEmpty else { return open.isEmpty ? nil : 0 }
        let distances = open.map { index in
            chosen.map { abs(entries[index].at.microseconds - entries[$0].at.microseconds) }.min()
                ?? 0
        }
        return distances.indices.max { (distances[$0], -$0) < (distances[$1], -$1) }
    }

    private static let indent = 2
    private static let linesOfEntry = 2
}
