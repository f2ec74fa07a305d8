package import FumbleModel

/// The measures of runs in Prometheus' text format (version 0.0.4), for its node exporter's textfile
/// collector or a push gateway.
package struct PrometheusFormat: OverviewFormat {
    package let name = "prometheus"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        render([verdict], style: style)
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        Self.text(verdicts.flatMap { RunMetrics($0).metrics })
    }

    package func render(_ overview: Overview, style: ReportStyle) -> String {
        Self.text(overview.metrics)
    }

    /// All samples of one name together, as the format asks, in the order of their first; of two with
    /// the same labels the first counts.
    static func text(_ metrics: [Metric]) -> String {
        var names: [String] = []
        for metric in metrics where !names.contains(metric.name) { names.append(metric.name) }
        var text = ""
        for name in names {
            let samples = metrics.filter { $0.name == name }
            text += "# HELP fumble_\(name) \(escaped(samples[0].help, quotes: false)).\n"
            text += "# TYPE fumble_\(name) gauge\n"
            var seen: [[Metric.Label]] = []
            for sample in samples where !seen.contains(sample.labels) {
                seen.append(sample.labels)
                text += "fumble_\(name)\(labels(sample.labels)) \(number(sample.value))\n"
            }
        }
        return text
    }

    private static func labels(_ labels: [Metric.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        let list = labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        return "{\(list.joined(separator: ","))}"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return PlainNumber.text(value)
    }

    /// A label's value escapes quotation marks too.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
