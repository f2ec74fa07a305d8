import FumbleModel

/// What was measured beside the verdict, in each arm.
struct MeasuresSection {
    private let arms: [ArmVerdict]

    init(_ verdict: Verdict) {
        arms = verdict.arms.isEmpty ? [verdict.main] : verdict.arms
    }

    func add(to page: inout TextPage) {
        let named = arms.count > 1
        var table = TextTable(
            columns: [.init(title: "measure", isNumber: false)]
                + (named ? [.init(title: "arm", isNumber: false)] : [])
                + ["mean", "sd", "probability"].map { .init(title: $0, isNumber: true) }
                + [.init(title: "quantiles", isNumber: false)])
        var lacks: [String] = []
        var hasAny = false
        for place in arms.first?.measures.indices ?? 0..<0 {
            for arm in arms where arm.measures.indices.contains(place) {
                let reading = arm.measures[place]
                if let lack = reading.lacks {
                    let line = "\(reading.name): not measured: \(lack)"
                    if !lacks.contains(line) { lacks.append(line) }
                    continue
                }
                hasAny = true
                table.add(
                    [.init(text: reading.name)]
                        + (named ? [.init(text: arm.arm.rawValue)] : [])
                        + [reading.mean, reading.standardDeviation, reading.probability].map {
                            .init(text: Self.number($0))
                        }
                        + [.init(text: Self.quantiles(reading.quantiles))])
            }
        }
        if hasAny { page.add(table.lines(width: page.width)) }
        for line in lacks { page.paragraph(line, indent: 2) }
    }

    private static func quantiles(_ quantiles: [MeasureReading.Quantile]) -> String {
        let texts = quantiles.map { "\(ReportWords.quantile($0.at)) \(number($0.value))" }
        return texts.isEmpty ? "-" : texts.joined(separator: ", ")
    }

    /// Six digits in all: what is measured of one run is seldom good for more.
    private static func number(_ value: Double?) -> String {
        guard let value else { return "-" }
        guard value != 0, value.isFinite else { return PlainNumber.text(value) }
        var scale = 1.0
        while abs(value) * scale < leastScaled, scale < mostScale { scale *= 10 }
        return PlainNumber.text((value * scale).rounded() / scale)
    }

    private static let leastScaled = 100_000.0
    private static let mostScale = 1e12
}
