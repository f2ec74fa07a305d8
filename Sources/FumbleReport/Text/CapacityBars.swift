import FumbleModel

/// Capacity against minimum, one bar over time for each subsystem that lost any.
///
/// The stretches below the minimum are marked under the bar too: not everybody sees red.
struct CapacityBars {
    private let arm: ArmVerdict
    private let resolution: TimeSpan

    init(_ arm: ArmVerdict, resolution: TimeSpan) {
        self.arm = arm
        self.resolution = resolution
    }

    /// How long the bars are, for their title; empty: there are none.
    var span: String {
        let windows = arm.capacity.map(\.lowest.count).max() ?? 0
        let hasBars = arm.capacity.contains { !CapacityShape($0).isFullThroughout }
        return hasBars ? ", over \(PeopleTime.text(resolution.times(windows)))" : ""
    }

    func add(to page: inout TextPage) {
        let shapes = arm.capacity.map(CapacityShape.init)
        let moved = shapes.filter { !$0.isFullThroughout }
        let full = shapes.filter(\.isFullThroughout)
        let captions = moved.map { "lowest \($0.lowest) of \($0.full), minimum \($0.minimum)" }
        let caption = captions.map(VisibleText.columns).max() ?? 0
        let start = TextPage.fieldColumn
        let columns = max(page.width - start - caption - 2, Self.fewestColumns)
        for (shape, caption) in zip(moved, captions) {
            add(shape, caption, columns: columns, start: start, to: &page)
        }
        if !full.isEmpty {
            let list = full.map { $0.name + Wrapping.bond + PeopleNumber.grouped($0.full) }
            page.field(
                arm.cutAt == nil ? "always full" : "full by then", list.joined(separator: ", "),
                labelInk: .plain,
                atMost: Self.mostLinesOfFull)
        }
    }

    private func add(
        _ shape: CapacityShape, _ caption: String, columns count: Int, start: Int,
        to page: inout TextPage
    ) {
        let columns = shape.columns(count)
        var line = TextLine("  ")
        line.add(VisibleText.cut(VisibleText.plain(shape.name), to: start - 3))
        line.pad(to: start)
        for column in columns { line.add(String(column.block), column.isBelow ? .red : .green) }
        line.pad(to: start + count + 2)
        let room = page.width - line.columns
        line.add(VisibleText.cut(caption, to: room), shape.isBelow ? .red : .plain)
        page.add(line)
        guard shape.isBelow else { return }
        var marks = TextLine()
        marks.pad(to: start)
        marks.add(columns.map { $0.isBelow ? "^" : " " }.joined(), .red)
        marks.pad(to: start + count + 2)
        marks.add(VisibleText.cut("below" + brokenFor(shape.name), to: room), .red)
        page.add(marks)
    }

    private func brokenFor(_ subsystem: String) -> String {
        let broken = arm.promises.first {
            $0.subsystem == subsystem && $0.unit == .servers && !$0.isKept
        }
        guard let result = broken else { return "" }
        return " for \(PeopleTime.text(result.brokenFor))"
    }

    private static let fewestColumns = 8
    private static let mostLinesOfFull = 3
}
