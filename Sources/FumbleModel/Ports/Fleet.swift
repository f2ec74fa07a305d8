/// A fleet that can be broken: simulated, of real processes, or scripted for tests.
package protocol Fleet: Sendable {
    /// Brings the fleet up, as it is at the start of a run: its time begins when this returns.
    ///
    /// - Throws: why it cannot be; what was brought up until then is ended by `close`.
    mutating func open() async throws(FleetError)

    /// Ends the fleet, after all that was undone: nothing of it is left.
    ///
    /// - Throws: what could not be ended.
    mutating func close() async throws(FleetError)

    /// What came of undoing and ending: what faults were measured to have done, and what is to be said of
    /// how servers ended.
    mutating func lastWords() async -> [RunEvent.What]

    /// Does one thing to the fleet, now.
    ///
    /// - Throws: `FleetError`, which says whether the command surely did nothing.
    mutating func apply(_ command: FleetCommand) async throws(FleetError)

    /// The same as part of a fault: where that can miss, whether it bit is told under the fault's name.
    mutating func inject(_ command: FleetCommand, as fault: String) async throws(FleetError)

    /// How long ago an instant was by the fleet's own clock; nil: no time passes but by `advance`.
    func lateness(since instant: Instant) async -> TimeSpan?

    /// The longest that one `advance` may be, so that whoever interrupts a run does not wait for the
    /// end of a window; nil: time passes in no time.
    var longestAdvance: TimeSpan? { get }

    /// Lets time pass up to `instant`.
    ///
    /// - Returns: what happened since the last call, in order of time.
    mutating func advance(to instant: Instant) async throws(FleetError) -> [FleetEvent]

    /// How much of each subsystem is there, now.
    func tally() async -> Tally

    /// What each server is doing now, by its number.
    func lives() async -> [Life]

    /// The servers that are primaries of each subsystem now, in the fleet's order; empty where no
    /// subsystem has any. Real ones are asked: it may take seconds.
    func primaries() async -> [[ServerID]]

    /// What clients asked and got since the last call, which ends a window.
    mutating func closeWindow() async -> WindowSample

    /// Ends what clients ask, once the arm has come to its end and before anything is put right.
    ///
    /// - Returns: what was found of what they had asked.
    mutating func dismissClients() async -> [FleetEvent]

    /// How many events the fleet has handled, and a hash over all of them.
    func eventCount() async -> EventCount

    /// The answers to the measures it was made to take, as they stand now.
    func readings() async -> [MeasureReading]
}

extension Fleet {
    package var longestAdvance: TimeSpan? { nil }
    package func lateness(since instant: Instant) async -> TimeSpan? { nil }
    package mutating func inject(_ command: FleetCommand, as fault: String) async throws(FleetError)
    {
        try await apply(command)
    }
    package mutating func open() async throws(FleetError) {}
    package mutating func close() async throws(FleetError) {}
    package mutating func lastWords() async -> [RunEvent.What] { [] }
    package mutating func dismissClients() async -> [FleetEvent] { [] }
    package func readings() async -> [MeasureReading] { [] }
    package func primaries() async -> [[ServerID]] { [] }
}

/// How many events a fleet has handled, and hashes that tell two runs apart.
package struct EventCount: Sendable, Hashable, Codable {
    package let events: Int
    package let hash: UInt64
    /// The hash after every 4,096 events.
    package let marks: [UInt64]

    package init(events: Int, hash: UInt64, marks: [UInt64]) {
        self.events = events
        self.hash = hash
        self.marks = marks
    }
}

/// What a server is doing.
package enum Life: UInt8, Sendable, Hashable, Codable, CaseIterable {
    case serving
    /// Going on with what it has, taking nothing new, then removed.
    case draining
    case removed
    case crashed
    /// Alive, and answering nothing.
    case hung
    /// Alive, and not to be reached.
    case cutOff
    /// Some of what it carries is not serving: starting, stopped, waiting to start, or kept from
    /// serving by its configuration.
    case starting
    /// Up, and serving no more, as it says itself; of real servers alone.
    case stopped
}

/// Servers of each subsystem, at one instant.
package struct Tally: Sendable, Hashable {
    package let at: Instant
    /// Serving servers of each subsystem, in the fleet's order.
    package let serving: [Int]
    /// Servers of each subsystem that are draining.
    package let leaving: [Int]
    /// Whether people can operate each subsystem.
    package let operable: [Bool]

    package init(at: Instant, serving: [Int], leaving: [Int], operable: [Bool]) {
        self.at = at
        self.serving = serving
        self.leaving = leaving
        self.operable = operable
    }
}

/// Why a fleet did not do what it was told.
package enum FleetError: Error, Sendable, Hashable {
    /// The command was not carried out at all.
    case didNothing(String)
    /// Some of it may have happened.
    case mayHaveHappened(String)
    /// The whole fleet is gone, and with it all that was done to it: nothing is left to be undone.
    case gone(String)

    /// Why, for people.
    package var reason: String {
        switch self {
        case .didNothing(let reason), .gone(let reason): reason
        case .mayHaveHappened(let reason): "\(reason) (some of it may have happened)"
        }
    }
}
