package import FumbleModel

/// What a line or a response comes to on this fleet, before any guard is asked.
package struct ResolvedDeed: Sendable, Hashable {
    package let verb: VerbName
    /// The subsystems named; empty: none was named, which means all of them. Where servers are named, what
    /// these carry.
    package let named: [SubsystemID]
    /// The subsystems acted on.
    package let subsystems: [SubsystemID]
    /// The servers acted on, in the order in which they are taken.
    package let servers: [ServerID]
    /// The subsystem that `drop-need` lets the others do without.
    package let need: SubsystemID?
    /// The line that `type` types.
    package let line: String?
    /// What the reader should know of how it was resolved; nil: nothing.
    package let note: String?
    /// Which share of the data is deleted.
    package let share: Share?
    /// The operations that a route or a door is of.
    package let operations: [OperationID]
    /// Whom a subsystem refuses, or no longer.
    package let askers: [Asker]
    package let detail: VerbDetail?
    /// Whether it is about servers that were named, and not about so many of a subsystem.
    package let isByName: Bool

    package init(
        verb: VerbName, named: [SubsystemID] = [], subsystems: [SubsystemID] = [],
        servers: [ServerID] = [], need: SubsystemID? = nil, line: String? = nil,
        note: String? = nil, share: Share? = nil, operations: [OperationID] = [],
        askers: [Asker] = [], detail: VerbDetail? = nil, isByName: Bool = false
    ) {
        self.verb = verb
        self.named = named
        self.subsystems = subsystems
        self.servers = servers
        self.need = need
        self.line = line
        self.note = note
        self.share = share
        self.operations = operations
        self.askers = askers
        self.detail = detail
        self.isByName = isByName
    }

    /// Whether part of it can be done and part not: a full restart or a dropped need is done whole or
    /// not at all.
    var isDivisible: Bool {
        switch verb {
        case .deleteData, .restore: false
        case .removeServers, .addServers, .restartServers, .pushConfig, .rollbackConfig: true
        case .fullRestart, .dropNeed, .cancelCommand, .type, .denyAccess, .grantAccess,
            .withdrawRoute, .announceRoute, .admit:
            false
        }
    }

    /// The servers of a push that come first; nil: all at once.
    var canary: Canary? {
        if case .config(_, let canary) = detail { canary } else { nil }
    }

    /// Whether it pushes a configuration with which servers serve no longer.
    var takesFromService: Bool {
        if case .config(let effect, _) = detail { effect.takesFromService } else { false }
    }
}

/// Where a line leads.
package enum Resolution: Sendable, Hashable {
    case deed(ResolvedDeed)
    /// The line is about another environment: nothing of this fleet is reached.
    case elsewhere(environment: String)
}
