/// Everything that was typed in an exploration and what came of it, before it is judged.
package struct Explored: Sendable {
    /// The fleet's guards, in its order, and the team's own tool behind them if it was asked.
    package let guards: [ExploredGuard]
    /// What was meant: with no guard heeded about its line, and with all.
    package let meantUnguarded: Harm
    package let meant: Harm
    /// The guards that stopped the meant line for good, by their places.
    package let stopsMeant: GuardSet
    /// One for each request that some line comes to.
    package let requests: [ExploredRequest]
    package let repairs: [ExploredRepair]
    /// Whether other lines than the explored one ask guards: they keep them in every run.
    package let othersAsk: Bool
    /// What the team's own tool makes of the meant line; nil: none does that line.
    package let meantByTool: Harm?

    package init(
        guards: [ExploredGuard], meantUnguarded: Harm, meant: Harm, stopsMeant: GuardSet,
        requests: [ExploredRequest], repairs: [ExploredRepair], othersAsk: Bool = false,
        meantByTool: Harm? = nil
    ) {
        self.meantByTool = meantByTool
        self.othersAsk = othersAsk
        self.guards = guards
        self.meantUnguarded = meantUnguarded
        self.meant = meant
        self.stopsMeant = stopsMeant
        self.requests = requests
        self.repairs = repairs
    }

    /// The same with more known of its requests, or with repairs.
    package func with(requests: [ExploredRequest], repairs: [ExploredRepair]) -> Explored {
        Explored(
            guards: guards, meantUnguarded: meantUnguarded, meant: meant, stopsMeant: stopsMeant,
            requests: requests, repairs: repairs, othersAsk: othersAsk, meantByTool: meantByTool)
    }
}

package struct ExploredGuard: Sendable, Hashable {
    package let name: String
    package let kind: String
    package let keeps: String
    /// The chance, from 0 to 1, that it misses a mistake that is shown to it; 0: nothing is left to
    /// chance. Outcomes with it heeded are those in which it misses none.
    package let misses: Double

    package init(name: String, kind: String, keeps: String, misses: Double = 0) {
        self.misses = misses
        self.name = name
        self.kind = kind
        self.keeps = keeps
    }
}

/// What lines come to that nobody can tell apart, and what came of it with which guards.
package struct ExploredRequest: Sendable {
    /// Of eight hexadecimal digits: the same for the same request of the same meant line, whatever
    /// guards there are.
    package let id: String
    /// Hexadecimal digits of an id, small letters.
    package static let idLength = 8
    package let kind: Kind
    /// What it does: `remove-servers of billing: 44 servers`.
    package let words: String
    /// Every line one slip away that comes to it, the likeliest first.
    package let lines: [ExploredLine]
    /// Lines of two slips, out of a sample.
    package let pairs: [ExploredLine]
    /// The guards that are asked about it.
    package let asked: GuardSet
    /// What came of it, by the guards heeded; of those asked.
    package let outcomes: [GuardSet: Harm]
    /// The guards that refused it, or cut it short for good, when all were asked.
    package let stoppedBy: GuardSet
    /// What the guards said of it.
    package let objections: [Objection]
    /// What the team's own tool does with it; nil: it was not asked, or neither it nor the playbook does
    /// anything.
    package let tool: SeenTool?

    package init(
        id: String, kind: Kind, words: String, lines: [ExploredLine], pairs: [ExploredLine],
        asked: GuardSet, outcomes: [GuardSet: Harm], stoppedBy: GuardSet, objections: [Objection],
        tool: SeenTool? = nil
    ) {
        self.tool = tool
        self.id = id
        self.kind = kind
        self.words = words
        self.lines = lines
        self.pairs = pairs
        self.asked = asked
        self.outcomes = outcomes
        self.stoppedBy = stoppedBy
        self.objections = objections
    }

    package enum Kind: String, Sendable, Hashable {
        /// The parser, guard zero, does not understand it.
        case refused
        /// It is about another environment.
        case elsewhere
        /// Nothing is typed.
        case nothing
        /// It reaches the fleet, and guards are asked.
        case asked
    }

    package struct SeenTool: Sendable, Hashable {
        /// Those that it ended.
        package let servers: Int
        package let likeness: ToolDeed.Likeness

        package init(servers: Int, likeness: ToolDeed.Likeness) {
            self.servers = servers
            self.likeness = likeness
        }
    }

    package struct Objection: Sendable, Hashable {
        package let place: Int
        package let message: String
        /// Servers that the command came to.
        package let asked: Int
        /// What somebody else's program said, which `message` fills in where that is nothing; nil: the
        /// message is fumble's own.
        package let said: RefusalMessage?

        package init(place: Int, message: String, asked: Int, said: RefusalMessage? = nil) {
            self.said = said
            self.place = place
            self.message = message
            self.asked = asked
        }
    }

    /// What comes of it when only these guards are heeded; the exploration has made sure that it is
    /// known.
    package func harm(heeding guards: GuardSet) -> Harm {
        guard let harm = outcomes[guards.meeting(asked)] else {
            preconditionFailure("the outcome of \(id) was not worked out")
        }
        return harm
    }

    package var chance: Chance { lines.reduce(Chance.never) { $0 + $1.chance }.clamped }
    /// Of lines of two slips, those that were not drawn reckoned in.
    package var pairChance: Chance { pairs.reduce(Chance.never) { $0 + $1.share }.clamped }

    /// How often it is typed by one slip; where none leads there, the likeliest line of two.
    package var shownChance: Chance {
        lines.isEmpty ? pairs.first?.chance ?? .never : chance
    }
}

/// One line that may reach Enter, and how.
package struct ExploredLine: Sendable, Hashable {
    /// As typed; `(nothing)` and the like where it is no line.
    package let text: String
    package let window: String?
    /// The slips that lead there, the likeliest first; of two slips both.
    package let slips: [ExploredSlip]
    package let chance: Chance
    /// What it counts for in a total: of two slips its part of the sample.
    package let share: Chance

    package init(
        text: String, window: String?, slips: [ExploredSlip], chance: Chance,
        share: Chance? = nil
    ) {
        self.share = share ?? chance
        self.text = text
        self.window = window
        self.slips = slips
        self.chance = chance
    }
}

package struct ExploredSlip: Sendable, Hashable {
    package let id: String
    package let name: String
    package let kind: SlipKind
    package let chance: Chance
    /// What the chance rests on, such as `keystroke model`; nil: it is not said.
    package let basis: String?

    package init(
        id: String, name: String, kind: SlipKind, chance: Chance, basis: String? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.chance = chance
        self.basis = basis
    }
}

/// A command that puts things right, typed after the worst line.
package struct ExploredRepair: Sendable, Hashable {
    package let line: String
    /// Where it comes from: `response[0]`, or the playbook's entry.
    package let from: String
    /// Whether nobody wrote it: it is the shortest line of that entry.
    package let isMade: Bool
    /// The guards that stopped it for good.
    package let stoppedBy: GuardSet
    /// Why it came to nothing before any guard was asked; nil: it reached the fleet.
    package let refusal: String?

    package init(
        line: String, from: String, isMade: Bool, stoppedBy: GuardSet, refusal: String?
    ) {
        self.isMade = isMade
        self.line = line
        self.from = from
        self.stoppedBy = stoppedBy
        self.refusal = refusal
    }
}
