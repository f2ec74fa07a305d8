/// What an exploration showed: which lines get through, which guard stops which, and what each guard is
/// worth.
package struct Exploration: Sendable {
    package let header: RunHeader
    package let meant: String
    /// The window that it is meant for; nil: not said.
    package let window: String?
    /// The step that types it, such as `method[0]`.
    package let path: String
    package let position: SourcePosition
    package let profile: TypingProfile
    /// The stress in words; nil: none.
    package let stress: String?
    package let counts: Counts
    package let parser: Parser
    package let guards: [GuardWorth]
    package let slips: [SlipRow]
    /// What gets through and does more harm than what was meant, the most expected harm first.
    package let escapes: [Escape]
    /// Accepted escapes that did not occur.
    package let unused: [ExploreSpec.Acceptance]
    package let repairs: [ExploredRepair]
    package let stopsMeant: GuardSet
    package let meantHarm: Harm
    /// The same when no guard is heeded.
    package let meantUnguarded: Harm
    /// With all guards, and with none.
    package let expected: ExpectedHarm
    package let unguarded: ExpectedHarm
    /// Guards without which as much gets through, as few as can be; the places of those that stay.
    package let smallest: GuardSet
    package let redundancy: Redundancy
    package let requests: [ExploredRequest]
    /// Those of the requests that do more harm than what was meant when no guard is heeded, or that the
    /// team's own tool makes do so.
    package let harmful: [ExploredRequest]
    /// How the team's own tool was asked; nil: no line is for one, or it was not to be asked.
    package let tool: ToolTrial?
    /// Whether other lines than the explored one ask guards: they keep them in every run.
    package let othersAsk: Bool
    /// What the team's own tool makes of the meant line; nil: none does that line.
    package let meantByTool: Harm?

    package init(
        header: RunHeader, meant: String, window: String?, path: String, position: SourcePosition,
        profile: TypingProfile, stress: String?, counts: Counts, parser: Parser,
        guards: [GuardWorth], slips: [SlipRow], escapes: [Escape],
        unused: [ExploreSpec.Acceptance], repairs: [ExploredRepair], stopsMeant: GuardSet,
        meantHarm: Harm, meantUnguarded: Harm, expected: ExpectedHarm, unguarded: ExpectedHarm,
        smallest: GuardSet,
        redundancy: Redundancy, requests: [ExploredRequest], harmful: [ExploredRequest],
        tool: ToolTrial? = nil, othersAsk: Bool = false, meantByTool: Harm? = nil
    ) {
        self.meantByTool = meantByTool
        self.othersAsk = othersAsk
        self.tool = tool
        self.header = header
        self.meant = meant
        self.window = window
        self.path = path
        self.position = position
        self.profile = profile
        self.stress = stress
        self.counts = counts
        self.parser = parser
        self.guards = guards
        self.slips = slips
        self.escapes = escapes
        self.unused = unused
        self.repairs = repairs
        self.stopsMeant = stopsMeant
        self.meantHarm = meantHarm
        self.meantUnguarded = meantUnguarded
        self.expected = expected
        self.unguarded = unguarded
        self.smallest = smallest
        self.redundancy = redundancy
        self.requests = requests
        self.harmful = harmful
    }

    /// What comes of the meant line where no guard is in its way; a tool that does the line is none.
    package var meantAlone: Harm { toolsDeed ?? meantUnguarded }

    /// What the tool makes of the meant line; nil: there is none, or it does nothing.
    package var toolsDeed: Harm? { meantByTool.flatMap { $0.isRefused ? nil : $0 } }

    /// Whether that nothing harmful gets through shows nothing: the tool did nothing with the meant line
    /// either, and not because that is harmful itself.
    package var isIdle: Bool {
        guard let tool, tool.isIdleAsMeant else { return false }
        return tool.refused == tool.asked || !meantUnguarded.breaksTheFloor
    }

    package struct Counts: Sendable, Hashable {
        /// Different lines one slip away, and what they come to.
        package let lines: Int
        package let effects: Int
        /// Lines of two slips drawn, and of them different ones.
        package let pairsDrawn: Int
        package let pairs: Int
        /// Requests that do more harm than what was meant when no guard is heeded.
        package let harmful: Int
        package let harmless: Int
        /// Runs on the fleet, and outcomes that needed none.
        package let runs: Int
        package let cached: Int

        package init(
            lines: Int, effects: Int, pairsDrawn: Int, pairs: Int, harmful: Int, harmless: Int,
            runs: Int, cached: Int
        ) {
            self.lines = lines
            self.effects = effects
            self.pairsDrawn = pairsDrawn
            self.pairs = pairs
            self.harmful = harmful
            self.harmless = harmless
            self.runs = runs
            self.cached = cached
        }
    }

    /// Of what all guards together stop: by how many of them alone.
    package struct Redundancy: Sendable, Hashable {
        package let byOne: Int
        package let bySeveral: Int
        /// By none alone, and by some together.
        package let together: Int

        package init(byOne: Int, bySeveral: Int, together: Int) {
            self.byOne = byOne
            self.bySeveral = bySeveral
            self.together = together
        }
    }

    /// Guard zero.
    package struct Parser: Sendable, Hashable {
        package let refused: Int
        package let elsewhere: Int
        /// Of a slip that the parser refuses, each time the command is typed.
        package let chance: Chance
        /// Of any slip.
        package let all: Chance
        /// Of all slips, by their weights, those that it refuses: under stress the chances add up to
        /// certainty, and their weights do not.
        package let share: Chance

        package init(
            refused: Int, elsewhere: Int, chance: Chance, all: Chance, share: Chance
        ) {
            self.share = share
            self.refused = refused
            self.elsewhere = elsewhere
            self.chance = chance
            self.all = all
        }
    }

    /// What is to be expected of a thousand commands beyond what they do as meant: minutes of outage,
    /// and requests lost.
    package struct ExpectedHarm: Sendable, Hashable {
        /// By profile, in the order of `TypingProfile.allCases`.
        package let minutes: Chance
        package let lostRequests: Chance
        /// The same for lines of two slips, as far as they were drawn.
        package let pairMinutes: Chance
        /// The standard error of that in the usual profile: other pairs might have been drawn.
        package let pairError: Double

        package init(
            minutes: Chance, lostRequests: Chance, pairMinutes: Chance, pairError: Double
        ) {
            self.pairError = pairError
            self.minutes = minutes
            self.lostRequests = lostRequests
            self.pairMinutes = pairMinutes
        }
    }

    /// One request that gets through.
    package struct Escape: Sendable {
        package let request: ExploredRequest
        package let harm: Harm
        /// Each time the command is typed, that it is this and gets through; of one slip, or, where none
        /// leads there, of the likeliest line of two.
        package let chance: Chance
        /// Of its being typed, how often it gets through; below 1 where a guard leaves that to chance.
        package let passes: Double
        package let isOfPairs: Bool
        /// Whether it ranks the same in every measured profile.
        package let isRobust: Bool
        package let acceptance: Acceptance?

        package init(
            request: ExploredRequest, harm: Harm, chance: Chance, passes: Double = 1,
            isOfPairs: Bool, isRobust: Bool, acceptance: Acceptance?
        ) {
            self.passes = passes
            self.request = request
            self.harm = harm
            self.chance = chance
            self.isOfPairs = isOfPairs
            self.isRobust = isRobust
            self.acceptance = acceptance
        }

        package var isAccepted: Bool { acceptance.map { !$0.isExpired } ?? false }
    }

    package struct Acceptance: Sendable, Hashable {
        package let spec: ExploreSpec.Acceptance
        package let isExpired: Bool

        package init(spec: ExploreSpec.Acceptance, isExpired: Bool) {
            self.spec = spec
            self.isExpired = isExpired
        }
    }

    /// What one guard is worth.
    package struct GuardWorth: Sendable {
        package let spec: ExploredGuard
        /// Harmful requests that ask it.
        package let asked: Int
        /// Of the harmful ones, those that it makes harmless when it is the only guard, always or, where it
        /// leaves that to chance, as often as it sees them.
        package let stops: Int
        /// The same by minutes of outage and likelihood, as a share of what no guard at all would let
        /// happen; and by lost requests.
        package let share: Double
        package let shareOfRequests: Double
        /// Harmful ones that all guards stop, and all but this do not.
        package let alone: Int
        /// Harmful ones that it holds back beyond the end of the run: whether they are taken back until
        /// then nobody saw.
        package let putOff: Int
        /// What is to be expected without it.
        package let without: ExpectedHarm
        /// A false stop, unless the meant line itself breaks the floor.
        package let stopsMeant: Bool
        /// Lines that do no more harm than the meant one, and that it stops for good.
        package let falseStops: Int
        package let harmless: Int
        package let stopsRepairs: Int
        /// Whether its refusals name the field, the resolved number and the limit; nil: it refused
        /// nothing.
        package let message: MessageWorth?

        package init(
            spec: ExploredGuard, asked: Int, stops: Int, share: Double, shareOfRequests: Double,
            alone: Int, putOff: Int,
            without: ExpectedHarm, stopsMeant: Bool, falseStops: Int, harmless: Int,
            stopsRepairs: Int, message: MessageWorth?
        ) {
            self.spec = spec
            self.asked = asked
            self.stops = stops
            self.share = share
            self.shareOfRequests = shareOfRequests
            self.alone = alone
            self.putOff = putOff
            self.without = without
            self.stopsMeant = stopsMeant
            self.falseStops = falseStops
            self.harmless = harmless
            self.stopsRepairs = stopsRepairs
            self.message = message
        }
    }

    /// Whether the words of a refusal help whoever reads them.
    package struct MessageWorth: Sendable, Hashable {
        package let text: String
        package let namesField: Bool
        package let namesNumber: Bool
        package let namesLimit: Bool

        package init(text: String, namesField: Bool, namesNumber: Bool, namesLimit: Bool) {
            self.text = text
            self.namesField = namesField
            self.namesNumber = namesNumber
            self.namesLimit = namesLimit
        }
    }

    /// One kind of slip against the guards.
    package struct SlipRow: Sendable {
        package let id: String
        package let name: String
        package let kind: SlipKind
        /// What its weight rests on; nil: it is not said.
        package let basis: String?
        package let lines: Int
        package let refused: Int
        /// Lines that come to something harmful when no guard is heeded.
        package let harmful: Int
        /// Of these, those that each guard stops by itself, in the fleet's order.
        package let stopped: [Int]
        package let escaped: Int
        /// Of a line of this slip, and of one that is harmful and gets through.
        package let chance: Chance
        package let escapeChance: Chance

        package init(
            id: String, name: String, kind: SlipKind, basis: String?, lines: Int, refused: Int,
            harmful: Int,
            stopped: [Int], escaped: Int, chance: Chance, escapeChance: Chance
        ) {
            self.id = id
            self.name = name
            self.kind = kind
            self.basis = basis
            self.lines = lines
            self.refused = refused
            self.harmful = harmful
            self.stopped = stopped
            self.escaped = escaped
            self.chance = chance
            self.escapeChance = escapeChance
        }
    }
}
