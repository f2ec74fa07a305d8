internal import FumbleControl
internal import FumbleModel
internal import FumbleSlips

/// What the team's own tool was seen to do with lines near the meant one.
struct ToolFindings: Sendable {
    let trial: ToolTrial
    private let seen: [Neighbour.Typed: Seen]

    struct Seen: Sendable {
        let deed: ToolDeed
        /// The last that it said, which counts for nothing; nil: it said nothing.
        let said: String?
    }

    init(_ trial: ToolTrial, seen: [Neighbour.Typed: Seen] = [:]) {
        self.trial = trial
        self.seen = seen
    }

    /// nil: it was not asked about that.
    func deed(of typed: Neighbour.Typed) -> ToolDeed? { seen[typed]?.deed }

    func said(of typed: Neighbour.Typed) -> String? { seen[typed]?.said }
}

extension ExploreScene {
    /// How what the tool did compares with what the playbook says.
    func likeness(of deed: ToolDeed, to outcome: Effects.Outcome) -> ToolDeed.Likeness {
        switch outcome {
        case .refused, .elsewhere, .nothing: return deed.isNothing ? .same : .taken
        // What the playbook says of two lines is known when both have been carried out, and not before.
        case .twice, .exchanged: return deed.isNothing ? .stopped : .same
        case .asked(let asked):
            let does = asked.deed.verb == .removeServers ? asked.deed.servers : []
            if deed.isNothing { return does.isEmpty ? .same : .stopped }
            let isSame = topology.tally(of: does) == topology.tally(of: deed.servers)
            return isSame ? .same : .otherwise
        }
    }
}
