import FumbleModel

/// The few numbers that a reader takes away.
struct RunTiles {
    private var tiles: [(value: String, words: String, isBad: Bool)] = []

    init(_ verdict: Verdict) {
        let arms = verdict.arms.isEmpty ? [verdict.main] : verdict.arms
        for found in verdict.guards.prefix(2) {
            let took = found.decidedIn.map { ", decided in \(PeopleTime.text($0))" } ?? ""
            tiles.append(
                (
                    ReportWords.result(found),
                    "guard \(found.name), keeps \(found.keeps)\(took)",
                    found.outcome == .broke || found.outcome == .bypassed
                ))
        }
        for arm in arms where arm.arm != .meant || arms.count == 1 {
            add(arm, arms.count > 1 ? ", \(ReportWords.phrase(arm.arm))" : "")
        }
    }

    private mutating func add(_ arm: ArmVerdict, _ phrase: String) {
        guard arm.recovery.isDisturbed else {
            let words = RecoveryWords(arm.recovery, isCut: arm.cutAt != nil)
            tiles.append(
                (words.recovered ?? CutOff.words, "what clients saw\(phrase)", arm.cutAt != nil))
            return
        }
        for operation in arm.byOperation.prefix(3) {
            let words = RecoveryWords(operation.recovery)
            guard operation.recovery.isDisturbed, let recovered = words.recovered else { continue }
            tiles.append(
                (recovered, "until \(operation.operation.uppercased()) was whole\(phrase)", true))
        }
        tiles.append(
            (
                PeopleNumber.grouped(arm.recovery.lostRequests), "requests lost\(phrase)",
                arm.recovery.lostRequests >= 1
            ))
    }

    var markup: Markup {
        .tag(
            "div", ["class": "tiles"],
            tiles.map { tile in
                .tag(
                    "div", ["class": "tile"],
                    [
                        .tag("b", ["class": tile.isBad ? "bad" : nil], tile.value),
                        .tag("span", [:], tile.words),
                    ])
            })
    }
}
