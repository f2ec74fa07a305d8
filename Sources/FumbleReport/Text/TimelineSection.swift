import FumbleModel

/// As much of a timeline as fits in so many lines.
///
/// Where not all fits, the first entry of each instant comes before the others, and the beginning
/// and the end before the middle.
struct TimelineSection {
    private let entries: [TimelineEntry]
    private let stamps: [String]
    private let most: Int

    /// - Parameter most: the lines that entries may take, each at most two; at least 4.
    init(_ entries: [TimelineEntry], most: Int) {
        self.entries = entries
        self.most = max(most, 4)
        stamps = entries.map { PeopleTime.stamp($0.at) }
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
        page.paragraph("… and \(left) more in between", ink: .faint, indent: column)
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

    /// The entries to show, in order.
    private func chosen(heights: [Int]) -> [Int] {
        guard heights.reduce(0, +) > most else { return Array(entries.indices) }
        let firsts = entries.indices.filter { $0 == 0 || stamps[$0] != stamps[$0 - 1] }
        let others = entries.indices.filter { $0 > 0 && stamps[$0] == stamps[$0 - 1] }
        var free = most - 1
        var chosen: [Int] = []
        for index in Self.fromBothEnds(firsts) + others {
            guard heights[index] <= free else { break }
            free -= heights[index]
            chosen.append(index)
        }
        return chosen.sorted()
    }

    /// The first, the last, the second, the last but one, and so on.
    private static func fromBothEnds(_ indices: [Int]) -> [Int] {
        (0..<indices.count).map { step in
            step % 2 == 0 ? indices[step / 2] : indices[indices.count - 1 - step / 2]
        }
    }

    private static let indent = 2
    private static let linesOfEntry = 2
}
