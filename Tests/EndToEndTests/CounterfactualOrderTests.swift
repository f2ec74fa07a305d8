import Foundation
import Testing

/// What AWS could have had instead, in the order of how long GET is not whole, is the same with each
/// assumed figure halved and doubled.
@Suite(.timeLimit(.minutes(30))) struct CounterfactualOrderTests {
    /// From the shortest to the longest, as assumed.
    private static let counterfactuals = [
        "all-together", "mistyped-removal", "rate-noticed", "cells", "yearly-drill", "baseline",
        "independent-status-page", "named-floor", "rate-unnoticed",
    ]

    private static let figures = [
        "respond-after", "restart-age", "index-size", "objects", "log", "load", "verify",
        "replay", "boot", "at-once",
    ]

    /// What the published story, the remedy, or the wish for the same sizes in each fixes.
    private static let ofTheStory = [
        "alarm-after", "alone", "answered", "begins", "billing-boot", "blobs", "cells",
        "first-least", "first-most", "get-least", "get-most", "get-patience", "gets", "horizon",
        "indexes", "logged", "meant", "noticed-after", "pace", "placed", "placed-size",
        "put-least", "put-most", "put-patience", "put-right", "puts", "settle", "shared",
        "storage-boot", "typed", "view-lag",
    ]

    /// Times closer than this are a tie.
    private static let tie = 0.01

    @Test func theOrderSurvives() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let usual = try await verdicts(in: scene) { _ in [] }
        for verdict in usual {
            let named = Set(verdict.inputs.keys)
            #expect(named.isSuperset(of: Self.figures))
            #expect(named.subtracting(Self.figures).isSubset(of: Self.ofTheStory))
        }
        let before = try usual.map(Self.untilWhole)
        var table = [row("minutes until GET is whole", Self.counterfactuals)]
        table.append(row("as assumed", before.map(Self.minutes)))
        #expect(!swapped(before, before.reversed()).isEmpty, "the order tells nothing apart")
        var upset: [String] = []
        for figure in Self.figures {
            for (word, factor) in [("halved", 0.5), ("doubled", 2)] {
                let verdicts = try await verdicts(in: scene) { place in
                    let value = try #require(usual[place].inputs[figure])
                    return ["--set", "\(figure)=\(try Self.scaled(value, by: factor))"]
                }
                let now = try verdicts.map(Self.untilWhole)
                table.append(row("\(figure) \(word)", now.map(Self.minutes)))
                upset += swapped(before, now).map { "\(figure) \(word): \($0)" }
            }
        }
        let text = table.joined()
        FileHandle.standardError.write(Data(text.utf8))
        #expect(upset.isEmpty, "\(upset.joined(separator: "\n"))\n\(text)")
    }

    @Test(arguments: [
        ("12m", 0.5, "6m"), ("4y", 2, "8y"), ("180 GB", 0.5, "90 GB"), ("25", 0.5, "13"),
        ("3.9 GB per year", 0.5, "1.95 GB per year"), ("600M objects", 2, "1200M objects"),
    ])
    func scales(_ value: String, by factor: Double, to scaled: String) throws {
        #expect(try Self.scaled(value, by: factor) == scaled)
    }

    /// Every counterfactual's verdict, the experiment at a place given more arguments.
    private func verdicts(
        in scene: Scene, given more: (Int) throws -> [String]
    ) async throws -> [VerdictJSON] {
        let arguments = try Self.counterfactuals.enumerated().map { place, name in
            ["run", "s3-2017/\(name).yaml", "--quiet", "--format", "json", "--out", name]
                + (try more(place))
        }
        return try await withThrowingTaskGroup { group in
            for (place, line) in arguments.enumerated() {
                group.addTask { (place, try await scene.run(Checkout.binary, line).verdict()) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
                .sorted { $0.0 < $1.0 }.map { $0.1 }
        }
    }

    /// Seconds until GET is whole: none where it was undisturbed, no end where it never was.
    private static func untilWhole(_ verdict: VerdictJSON) throws -> Double {
        let get = try #require(verdict.recovery.byOperation?["get"])
        return get.timeToRecoverS ?? (get.censored ? .infinity : 0)
    }

    /// The pairs of which one was clearly sooner than the other, and now is clearly later.
    private func swapped(_ before: [Double], _ now: [Double]) -> [String] {
        before.indices.flatMap { first in
            before.indices.filter { second in
                Self.isClearlySooner(before[first], before[second])
                    && Self.isClearlySooner(now[second], now[first])
            }.map { second in
                "\(Self.counterfactuals[first]) takes \(Self.minutes(now[first])), and "
                    + "\(Self.counterfactuals[second]) \(Self.minutes(now[second]))"
            }
        }
    }

    private static func isClearlySooner(_ time: Double, _ other: Double) -> Bool {
        time < other && (other == .infinity || other - time > tie * other)
    }

    /// The quantity with its number scaled; what is counted in whole things is rounded up.
    private static func scaled(_ value: String, by factor: Double) throws -> String {
        let digits = value.prefix { $0.isNumber || $0 == "." }
        let number = try #require(Double(digits)) * factor
        let unit = value.dropFirst(digits.count)
        let rounded = unit.isEmpty ? number.rounded(.up) : number
        let whole = Int(rounded)
        return (Double(whole) == rounded ? "\(whole)" : "\(rounded)") + unit
    }

    private static func minutes(_ seconds: Double) -> String {
        seconds == .infinity ? "never" : "\(Int((seconds / 60).rounded())) min"
    }

    private func row(_ head: String, _ cells: [String]) -> String {
        let columns = zip(cells, Self.counterfactuals).map { cell, name in
            String(repeating: " ", count: name.count + 2 - cell.count) + cell
        }
        let width = 27
        return head + String(repeating: " ", count: width - head.count) + columns.joined() + "\n"
    }
}
