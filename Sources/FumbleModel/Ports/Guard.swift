/// A mechanism of the fleet under test that keeps a promise: it sees a request and a view of the
/// fleet, and allows, clamps, holds or refuses. Its state is a value.
package protocol Guard: Sendable {
    /// Reviews a request: first the whole command, then each batch of it.
    mutating func review(_ request: GuardRequest, in view: FleetView, at now: Instant)
        -> GuardDecision

    /// How old the counts are that it sees.
    var viewLag: TimeSpan { get }

    /// How far back it looks into the counts, beside those that it sees as they are.
    var looksBack: TimeSpan { get }

    /// How far back it counts what the control plane let go.
    var remembers: TimeSpan { get }

    /// What it does about a request that goes too far, where the fleet file does not say.
    var usualOnBreach: OnBreach { get }

    /// The ways around it that are known, each as a probe that shows it.
    var holes: [KnownHole] { get }

    /// What lets through what it would stop otherwise.
    var lifts: [GuardLift] { get }

    /// The argument of the usage line in which the number of servers is stated once more; nil: none.
    var restated: String? { get }

    /// Whether what was typed for one of a line's arguments, as the usage line calls it, can make a
    /// difference to it, beside what the line does.
    func reads(argument name: String) -> Bool

    /// Somebody else's program that answers in its place; nil: it answers by itself.
    var program: GuardProgram? { get }

    /// The chance, from 0 to 1, that it misses a mistake that is shown to it; 0: nothing is left to chance.
    func misses(given conduct: Conduct) -> Double
}

extension Guard {
    package var viewLag: TimeSpan { .zero }
    package var looksBack: TimeSpan { viewLag }
    package var remembers: TimeSpan { .zero }
    package var usualOnBreach: OnBreach { .refuse }
    package var holes: [KnownHole] { [] }
    package var lifts: [GuardLift] { [] }
    package var restated: String? { nil }
    package var program: GuardProgram? { nil }
    /// Somebody else's program may read everything.
    package func reads(argument name: String) -> Bool { program != nil }
    package func misses(given conduct: Conduct) -> Double { 0 }
}

/// What a guard answers.
package enum GuardDecision: Sendable, Hashable, Codable {
    case allow
    /// No more than so many servers of this request; of a whole command, for good.
    case clamp(to: Int, reason: String)
    /// Not before an instant.
    case hold(until: Instant, reason: String)
    /// The reason names the field, the resolved number and the limit.
    case refuse(reason: String)
    /// Done, and the operator told.
    case warn(reason: String)
}

/// What a guard is asked about.
package struct GuardRequest: Sendable {
    package let stage: Stage
    package let verb: VerbName
    /// The subsystem named by the command; nil: none was named.
    package let named: [SubsystemID]
    /// The servers it would act on, resolved.
    package let servers: [ServerID]
    /// Whether the line names them, rather than so many of a subsystem.
    package let isByName: Bool
    /// The line as typed, its arguments, and the window it was typed in.
    package let line: String
    package let arguments: [Argument]
    /// The argument that says how many, or else what; nil: none does.
    package let field: String?
    package let window: String?
    package let onBreach: OnBreach
    /// Of a configuration that is pushed: whether the servers would serve no longer.
    package let takesFromService: Bool
    /// Of data that is deleted: which share of it.
    package let share: Share?
    /// The operations that a route or a door is of.
    package let operations: [OperationID]
    /// What it would do, as it follows "would", where that is more than a number of servers; nil: it is
    /// not.
    package let deed: String?
    /// What the operator says and does beside the line.
    package let testimony: Testimony
    /// How far the command has come.
    package let progress: Progress
    /// What is left to chance.
    package let luck: Luck

    package init(
        stage: Stage, verb: VerbName, named: [SubsystemID], servers: [ServerID], line: String,
        arguments: [Argument], field: String? = nil, window: String?, onBreach: OnBreach,
        takesFromService: Bool = false, share: Share? = nil, operations: [OperationID] = [],
        deed: String? = nil,
        testimony: Testimony = .none, progress: Progress = .none,
        luck: Luck = .sees, isByName: Bool = false
    ) {
        self.isByName = isByName
        self.share = share
        self.operations = operations
        self.deed = deed
        self.testimony = testimony
        self.progress = progress
        self.luck = luck
        self.stage = stage
        self.verb = verb
        self.named = named
        self.servers = servers
        self.line = line
        self.arguments = arguments
        self.field = field
        self.window = window
        self.onBreach = onBreach
        self.takesFromService = takesFromService
    }

    /// How it comes out what a guard leaves to chance.
    package enum Luck: Sendable {
        /// By one draw: for one guard and one step the same at each review.
        case drawn(RandomStream)
        /// It sees whatever it can, or misses it: who asks weighs both by how likely they are.
        case sees, misses

        package func misses(_ chance: Double) -> Bool {
            switch self {
            case .drawn(let stream):
                var stream = stream
                return stream.unit() < chance
            case .sees: return false
            case .misses: return chance > 0
            }
        }
    }

    package enum Stage: String, Sendable, Hashable, Codable {
        case whole, batch
    }

    /// What of a command was done before this review.
    package struct Progress: Sendable, Hashable {
        /// When the line reached Enter.
        package let typedAt: Instant
        /// Servers acted on, the last batch last.
        package let done: [ServerID]
        package let lastBatchAt: Instant?

        package static let none = Progress(typedAt: .start, done: [], lastBatchAt: nil)

        package init(typedAt: Instant, done: [ServerID], lastBatchAt: Instant?) {
            self.typedAt = typedAt
            self.done = done
            self.lastBatchAt = lastBatchAt
        }
    }

    /// One argument of the usage line, and the text typed for it; nil: it was left out.
    package struct Argument: Sendable, Hashable {
        package let name: String
        package let text: String?
        /// Whether a line may leave it out, and the command does the same with it and without.
        package let isSpare: Bool

        package init(name: String, text: String?, isSpare: Bool = false) {
            self.isSpare = isSpare
            self.name = name
            self.text = text
        }
    }

    package func argument(_ name: String) -> String? {
        arguments.first { $0.name == name }?.text
    }

    /// What people type to say that they mean it: subsystems, operations or servers, as they were named.
    package func nameToType(in fleet: FleetSpec) -> String {
        fleet.nameToType(
            for: verb, named: named, operations: operations, servers: isByName ? servers : nil)
    }
}

/// What a guard can see: counts as they were a while ago, never the fleet's truth.
package struct FleetView: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    /// The counts, as old as the guard's view is.
    package let tally: Tally
    /// Counts before, the oldest first, as far as some guard of the fleet looks back.
    package let before: [Tally]
    /// What the control plane itself has let go since, newest last.
    package let ledger: [Removal]
    /// Whether each server was serving when the command was resolved.
    package let lives: [Life]
    /// Time since each group's servers last started, at the start of the run.
    package let runBegan: Instant

    package init(
        fleet: FleetSpec, topology: Topology, tally: Tally, before: [Tally] = [],
        ledger: [Removal], lives: [Life], runBegan: Instant
    ) {
        self.before = before
        self.fleet = fleet
        self.topology = topology
        self.tally = tally
        self.ledger = ledger
        self.lives = lives
        self.runBegan = runBegan
    }

    /// Servers that the control plane let go at one instant.
    package struct Removal: Sendable, Hashable {
        package let at: Instant
        package let servers: Int
        /// How many of them carried each subsystem.
        package let bySubsystem: [Int]

        package init(at: Instant, servers: Int, bySubsystem: [Int]) {
            self.at = at
            self.servers = servers
            self.bySubsystem = bySubsystem
        }
    }
}
