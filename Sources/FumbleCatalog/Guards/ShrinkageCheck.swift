internal import FumbleDocument
internal import FumbleModel

/// Refuses what would make something much smaller at one blow: a list that lost most of its entries
/// is rather a broken list than a wish.
struct ShrinkageCheck: Guard {
    let atMost: Share

    static let kind = Kind<any Guard>(
        "shrinkage-check",
        summary: "Refuses what would take away too large a share of what is there.",
        example: "{shrinkage-check: {at-most: 10%}}",
        .required(
            "at-most", .share(in: Share.none...Share.whole),
            "the share of a subsystem's serving servers, or of its data, that one command may take")
    ) { ShrinkageCheck(atMost: $0) }

    var holes: [KnownHole] {
        let why = "each step is a small share of what is left"
        let left = "a small share of what is left may be the last that is needed"
        return [.inChunks, .repeated, .twoOperators].map { KnownHole($0, why) }
            + [.oneBelow, .deadServers].map { KnownHole($0, left) }
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole else { return .allow }
        if request.verb == .deleteData, let share = request.share, share > atMost {
            return request.stop(
                "\(request.deedInWords), and one command may take at most \(atMost)")
        }
        guard request.takesServersAway else { return .allow }
        let going = view.topology.tally(of: request.servers)
        for (index, subsystem) in view.fleet.subsystems.enumerated() where going[index] > 0 {
            let serving = view.left(of: SubsystemID(index))
            let limit = Int(atMost.partsPerMillion * Int64(max(serving, 0)) / 1_000_000)
            guard going[index] > limit else { continue }
            return request.stop(
                """
                \(request.countInWords) would take \(going[index]) of the \(serving) servers of \
                `\(subsystem.name)`, and one command may take at most \(limit)
                """)
        }
        return .allow
    }
}
