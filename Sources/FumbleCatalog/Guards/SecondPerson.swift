internal import FumbleDocument
internal import FumbleModel

/// Has a second person look at the line, who misses a mistake with a chance that hangs on how much
/// they lean on the first.
///
/// By THERP's dependence table (Swain and Guttmann 1983, NUREG/CR-1278, table 20-17): of mistakes
/// that the first made, a second person misses (1+19p)/20 at low, (1+6p)/7 at moderate and (1+p)/2
/// at high dependence; with p = 0.003 that is 0.05, 0.15 and 0.5. Nobody refuses what is as meant.
struct SecondPerson: Guard {
    let dependence: Dependence

    enum Dependence: String, CaseIterable, Sendable {
        case low, moderate, high

        /// The chance that a mistake is missed.
        var misses: Double {
            switch self {
            case .low: (1 + 19 * Self.alone) / 20
            case .moderate: (1 + 6 * Self.alone) / 7
            case .high: (1 + Self.alone) / 2
            }
        }

        /// The chance that somebody who looks by themselves misses it.
        private static let alone = 0.003
    }

    static let kind = Kind<any Guard>(
        "second-person",
        summary: "Has a second person look, who misses some mistakes.",
        example: "{second-person: {dependence: moderate}}",
        .required(
            "dependence", .word,
            "how much they lean on the first: low misses .05 of mistakes, moderate .15, high .5")
    ) { SecondPerson(dependence: $0) }

    var holes: [KnownHole] {
        let some = "who looks at the same screen misses \(share) of the same mistakes"
        let sum = "each line is as it was meant, and nobody looks at what came before it"
        let left = "the line is as it was meant, and nobody looks at what of the fleet is left"
        return [.oneBelow, .noTerminal].map { KnownHole($0, some) }
            + [.inChunks, .repeated, .twoOperators].map { KnownHole($0, sum) }
            + [.deadServers, .staleData].map { KnownHole($0, "\(left), or \(some)") }
    }

    /// `5%`, `15%`, `50%`: to the whole percent, as the table is.
    private var share: String { "\(Int((dependence.misses * 100).rounded()))%" }

    /// Who is not there misses nothing: then the line is stopped.
    func misses(given conduct: Conduct) -> Double {
        conduct.hasSecondPerson ? dependence.misses : 0
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.isWholeAndCanHarm else { return .allow }
        guard request.testimony.hasSecondPerson else {
            return request.stop(
                "no second person looked, and \(request.deedInWords): "
                    + request.noneWithout("one"))
        }
        guard let meant = request.testimony.meant,
            !request.isSame(as: meant, request.testimony.meantDeed)
        else { return .allow }
        if request.luck.misses(dependence.misses) { return .allow }
        return request.stop(
            "the second person saw that \(request.deedInWords), and that "
                + self.words(of: meant, request, view.fleet))
    }

    private func words(
        of meant: [ServerID], _ request: GuardRequest, _ fleet: FleetSpec
    ) -> String {
        if let deed = request.testimony.meantDeed { return "it was meant to \(deed)" }
        guard request.isByName else { return "\(meant.count) were meant" }
        let verb = meant.count == 1 ? "was" : "were"
        return "\(fleet.serverNames.counted(meant, atMost: 3)) \(verb) meant"
    }
}
