internal import FumbleModel
internal import FumbleTraffic

/// An open-loop load of one operation; prints, as one line of JSON, what it asked, what it got, and how
/// late it was.
struct LoadWork {
    private let port: Int
    private let rate: Int
    private let seconds: Int
    private let path: String

    /// - Parameter words: `load SERVER-PORT RATE SECONDS PATH`.
    init?(_ words: [String]) {
        let numbers = words.dropFirst().prefix(3).compactMap { Int($0) }
        guard words.count == 5, words[0] == "load", numbers.count == 3,
            numbers.allSatisfy({ $0 > 0 && $0 <= 1_000_000 })
        else { return nil }
        (port, rate, seconds, path) = (numbers[0], numbers[1], numbers[2], words[4])
    }

    func run() async -> Bool {
        let loops = TrafficLoops(threads: 1, isUrgent: true)
        let operation = LoadOperation(
            "get", .get([path]), rate: Frequency(perSecond: Double(rate)), deadline: .seconds(10))
        let plan = LoadPlan([operation], length: .seconds(Int64(seconds)), seed: 1)
        do {
            let load = try await OpenLoad.begin(plan, against: port, on: loops)
            printLine(of: await load.finish())
        } catch {
            print(error)
        }
        await loops.shutdown()
        return true
    }

    private func printLine(of report: LoadReport) {
        var latency = LatencyHistogram()
        var answered = 0
        for window in report.windows {
            answered += window.operations[0].answered
            latency.add(window.operations[0].latency)
        }
        let (late, slow) = (report.lateness, latency)
        print(
            "{\"intents\": \(report.intents), \"answered\": \(answered), "
                + "\"kept-schedule\": \(report.keptSchedule), \"real-time\": \(report.isRealTime), "
                + "\"connections\": \(report.connections), \"lateness-us\": \(times(late)), "
                + "\"latency-us\": \(times(slow))}")
    }

    /// The median, the 99th percentile, the 99.9th, and the longest.
    private func times(_ histogram: LatencyHistogram) -> [Int64] {
        [50, 99, 99.9].map { histogram.quantile(.percent($0)).microseconds }
            + [histogram.longest.microseconds]
    }
}
