package import FumbleModel

/// Where the servers of a fleet run, and the clock they run by.
package protocol ServerHost: Sendable {
    /// Starts every server and returns when all are ready.
    ///
    /// - Throws: the first server that cannot be started or does not become ready, and why.
    func open() async throws(FleetError)

    /// Ends every server, and removes all that was made for them.
    func close() async throws(FleetError)

    /// What is to be said of how servers ended, each in a sentence.
    func remarks() async -> [String]

    /// Starts servers that do not run; that they are ready is told as a happening.
    func start(_ servers: [ServerID]) async throws(FleetError)

    /// Asks servers to end, and kills those that take too long; that they ended is told.
    func stop(_ servers: [ServerID]) async throws(FleetError)

    /// Ends servers at once (SIGKILL).
    func kill(_ servers: [ServerID]) async throws(FleetError)

    /// Lets servers live and do nothing (SIGSTOP), and go on (SIGCONT).
    ///
    /// - Returns: how many of them the kernel says are stopped, or are so no more.
    func freeze(_ servers: [ServerID]) async throws(FleetError) -> BittenFault?
    func thaw(_ servers: [ServerID]) async throws(FleetError) -> BittenFault?

    /// Makes servers slow by a factor; 1 undoes it.
    ///
    /// - Returns: when it is undone, what it did.
    func slow(_ servers: [ServerID], factor: Double) async throws(FleetError) -> BittenFault?

    /// Makes ways to servers bad, and good again: everybody's, or those of some who ask them.
    ///
    /// - Returns: what that did, as soon as it is known.
    func disturb(
        _ servers: [ServerID], _ trouble: LinkTrouble, from ends: LinkEnds
    ) async throws(FleetError) -> BittenFault?
    func soothe(
        _ servers: [ServerID], _ trouble: LinkTrouble, from ends: LinkEnds
    ) async throws(FleetError) -> BittenFault?

    /// Makes bad what servers stand on, and good again.
    ///
    /// - Returns: what that did, as soon as it is known.
    func burden(
        _ servers: [ServerID], _ trouble: MachineTrouble
    ) async throws(FleetError) -> BittenFault?
    func relieve(
        _ servers: [ServerID], _ trouble: MachineTrouble
    ) async throws(FleetError) -> BittenFault?

    /// Changes what a server that is down finds on its disk when it starts.
    ///
    /// - Returns: what was changed, as it was measured.
    func change(
        _ server: ServerID, _ change: DiskChange
    ) async throws(FleetError) -> BittenFault

    /// Runs somebody's own tool to its end, and tells it where the servers are.
    ///
    /// - Returns: what it said, and how it ended.
    func call(_ call: ToolCall) async throws(FleetError) -> BittenFault

    /// Cuts servers off from all who ask them, or no longer.
    ///
    /// - Returns: what that did, as far as it was measured.
    func partition(
        _ servers: [ServerID], isOn: Bool
    ) async throws(FleetError) -> BittenFault?

    /// Waits for the next thing that happens, but not beyond an instant.
    ///
    /// - Returns: what happened, in order of time; empty: the instant has come.
    func happenings(until instant: Instant) async throws(FleetError) -> [ServerHappening]

    /// What programs said since the last call of who is a primary.
    func primariesNamed() async -> [NamedPrimary]

    /// Who is the primary of a subsystem, asked now; nil: no program was ever able to say.
    func primary(of subsystem: SubsystemID) async -> ServerID?

    /// The time since `beginTime`.
    func now() async -> Instant

    /// That all servers are gone, and who took them; nil: they are not. It is known before it is told.
    var loss: FleetError? { get async }

    /// The host's time begins now, and what happened before is forgotten.
    func beginTime() async
}

extension ServerHost {
    package func remarks() async -> [String] { [] }
    package var loss: FleetError? { nil }

    package func call(_ call: ToolCall) async throws(FleetError) -> BittenFault {
        throw .didNothing("no tool can be run here")
    }
}

/// What a fault was measured to do.
package struct BittenFault: Sendable, Hashable {
    package let fault: String
    package let servers: Int
    package let effect: String
    /// It stood, and did nothing.
    package let isMiss: Bool

    package init(fault: String, servers: Int, effect: String, isMiss: Bool = false) {
        self.fault = fault
        self.servers = servers
        self.effect = effect
        self.isMiss = isMiss
    }

    /// The event that tells it.
    var event: FleetEvent.What {
        isMiss
            ? .missed(fault: fault, servers: servers, effect: effect)
            : .bit(fault: fault, servers: servers, effect: effect)
    }
}

/// What is done to the state of a server while it is down.
package enum DiskChange: Sendable, Hashable {
    /// Bytes of it are flipped.
    case corrupt
    /// It is made as though the server had last started so long ago.
    case age(TimeSpan)
}

/// Which server a program names as the primary of a subsystem.
package struct NamedPrimary: Sendable, Hashable {
    package let at: Instant
    package let subsystem: SubsystemID
    package let server: ServerID
    /// The server's name, and the program's.
    package let name: String
    package let program: String

    package init(
        at: Instant, subsystem: SubsystemID, server: ServerID, name: String, program: String
    ) {
        self.at = at
        self.subsystem = subsystem
        self.server = server
        self.name = name
        self.program = program
    }
}

/// What happened to one server.
package struct ServerHappening: Sendable, Hashable {
    package let at: Instant
    package let server: ServerID
    package let what: What

    package init(at: Instant, server: ServerID, what: What) {
        self.at = at
        self.server = server
        self.what = what
    }

    package enum What: Sendable, Hashable {
        /// It runs, and is not ready yet.
        case started
        case ready
        /// It serves, or no longer, as its own answer says.
        case serves(Bool)
        /// It ended, whoever ended it: an exit status, or a signal.
        case ended(String)
        /// It was started, and did not become ready in time or ended before.
        case failedToStart(String)
        /// It printed, for the first time since it was started, the line of a milestone.
        case reached(MilestoneSpec)

        /// Whether it serves then, as it says itself; nil: it says nothing of that.
        var serves: Bool? {
            switch self {
            case .ready: true
            case .serves(let serves): serves
            case .started, .ended, .failedToStart: false
            case .reached: nil
            }
        }
    }
}

/// Those who ask a fleet of real processes, and how they fare.
package protocol FleetClients: Sendable {
    /// Begins to ask; the fleet is open.
    func open() async throws(FleetError)

    /// Multiplies what is asked of an operation.
    func offer(_ operation: OperationID, factor: Double) async

    /// A server serves from now on, or no longer: the fleet's health check notices in its own time.
    func note(_ server: ServerID, serves: Bool) async

    /// What was asked and answered since the last call, for every operation.
    ///
    /// - Parameter end: the end of the window.
    func closeWindow(at end: Instant) async -> [OperationSample]

    /// Stops asking, waits until what was asked is answered or given up, and reads back every key
    /// whose writing was acknowledged, in bounded time; called once at most, before `close`.
    ///
    /// - Returns: nil: nothing was written.
    func readBack() async -> WritesRead?

    /// How they asked so far and were answered; nil: they do not say.
    func record() async -> LoadRecord?

    /// How those who ask an operation were answered from a moment on, to the end of the last window.
    ///
    /// - Parameter since: a moment that was named when the clients were made; windows that began before it are
    ///   left out whole.
    /// - Returns: nil: nobody asks it.
    func answers(of operation: OperationID, since: Instant) async -> ClientAnswers?

    /// Stops asking, and waits until what was asked is answered or given up.
    func close() async
}
