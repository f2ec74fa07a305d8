import Foundation
import Testing

/// What AWS could have had instead, in the order of what clients lose, is the same with each
/// assumed figure halved and doubled.
@Suite(.timeLimit(.minutes(20))) struct CounterfactualOrderTests {
    /// From the least lost to the most, as assumed.
    private static let counterfactuals = [
        "all-together", "mistyped-removal", "rate-noticed", "cells", "yearly-drill", "baseline",
        "independent-status-page", "named-floor", unplaced,
    ]

    /// The slower pace that nobody notices has no place of its own in the order: what it loses is
    /// the baseline's loss moved about, more or less by when the command that still goes on meets
    /// the servers that start. It is held to its claim instead, which is that it is worth nothing.
    private static let unplaced = "rate-unnoticed"

    /// The least share of the baseline's loss that is still called worth nothing.
    private static let worthNothing = 0.9

    private static let figures = [
        "respond-after", "restart-age", "index-size", "objects", "log", "load", "verify",
        "replay", "boot", "at-once",
    ]

    /// Losses closer than this are a tie.
    private static let tie = 0.01

    @Test func theOrderSurvives() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let usual = try await verdicts(in: scene) { _ in [] }
        for verdict in usual { #expect(Set(verdict.inputs.keys) == Set(Self.figures)) }
        let before = usual.map(\.recovery.lostRequests)
        var table = [row("requests lost, in millions", Self.counterfactuals)]
        table.append(row("as assumed", before.map(Self.millions)))
        var upset: [String] = []
        for figure in Self.figures {
            for (word, factor) in [("halved", 0.5), ("doubled", 2)] {
                let now = try await verdicts(in: scene) { place in
                    let value = try #require(usual[place].inputs[figure])
                    return ["--set", "\(figure)=\(try Self.scaled(value, by: factor))"]
                }.map(\.recovery.lostRequests)
                table.append(row("\(figure) \(word)", now.map(Self.millions)))
                upset += (swapped(before, now) + worth(now)).map { "\(figure) \(word): \($0)" }
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

    /// The pairs of which one lost clearly less than the other, and now loses clearly more.
    private func swapped(_ before: [Int], _ now: [Int]) -> [String] {
        let placed = before.indices.filter { Self.counterfactuals[$0] != Self.unplaced }
        return placed.flatMap { first in
            placed.filter { second in
                Self.isClearlyLess(before[first], before[second])
                    && Self.isClearlyLess(now[second], now[first])
            }.map { second in
                "\(Self.counterfactuals[first]) loses \(Self.millions(now[first])) million, and "
                    + "\(Self.counterfactuals[second]) \(Self.millions(now[second]))"
            }
        }
    }

    private func worth(_ now: [Int]) -> [String] {
        let lost = zip(Self.counterfactuals, now)
        guard let baseline = lost.first(where: { $0.0 == "baseline" })?.1,
            let unplaced = lost.first(where: { $0.0 == Self.unplaced })?.1,
            Double(unplaced) < Self.worthNothing * Double(baseline)
        else { return [] }
        return ["\(Self.unplaced) loses \(Self.millions(unplaced)) million, clearly less"]
    }

    private static func isClearlyLess(_ count: Int, _ other: Int) -> Bool {
        Double(other - count) > tie * Double(max(count, other))
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

    private static func millions(_ count: Int) -> String {
        let tenths = (count + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func row(_ head: String, _ cells: [String]) -> String {
        let columns = zip(cells, Self.counterfactuals).map { cell, name in
            String(repeating: " ", count: name.count + 2 - cell.count) + cell
        }
        let width = 27
        return head + String(repeating: " ", count: width - head.count) + columns.joined() + "\n"
    }
}
