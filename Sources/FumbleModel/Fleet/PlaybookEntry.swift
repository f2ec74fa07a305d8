/// One known-good command: its grammar, what it does, and which guards it asks.
package struct PlaybookEntry: Sendable {
    package let name: String
    package let position: SourcePosition
    package let usage: String
    package let usagePosition: SourcePosition
    package let parsing: Parsing
    package let does: VerbTemplate
    /// Names of the guards that are asked, in order.
    package let asks: [String]
    /// Flags of the command and the guards that each of them leaves out.
    package let skips: [Skip]
    /// The team's own tool, which is run instead on real processes; nil: the control plane is ours.
    package let tool: ToolSpec?
    /// The environment that a line is for where it names none and need not; nil: the fleet's own.
    package let usualEnvironment: String?

    package init(
        name: String, position: SourcePosition, usage: String, usagePosition: SourcePosition,
        parsing: Parsing, does: VerbTemplate, asks: [String], skips: [Skip],
        usualEnvironment: String? = nil, tool: ToolSpec? = nil
    ) {
        self.tool = tool
        self.usualEnvironment = usualEnvironment
        self.name = name
        self.position = position
        self.usage = usage
        self.usagePosition = usagePosition
        self.parsing = parsing
        self.does = does
        self.asks = asks
        self.skips = skips
    }

    package enum Parsing: String, Sendable, Hashable, CaseIterable {
        /// Every argument is exactly one known value.
        case strict
        /// Blanks mean all, patterns match, the environment has a default.
        case lenient
    }

    package struct Skip: Sendable, Hashable {
        package let flag: String
        package let guards: [String]

        package init(flag: String, guards: [String]) {
            self.flag = flag
            self.guards = guards
        }
    }
}

/// What a command or a response does, before its arguments are known.
///
/// A slot whose text is an argument of the usage line (`COUNT`) stands for what is typed there.
package struct VerbTemplate: Sendable, Hashable {
    package let verb: VerbName
    package let position: SourcePosition
    /// The subsystems acted on, or the operations of `admit` and of routes: names, or one argument's
    /// name.
    package let of: [String]
    /// How many servers: a number, a percentage, or an argument's name.
    package let count: String?
    /// Which servers: names, or arguments' names; empty: so many of a subsystem.
    package let servers: [String]
    /// The need that `drop-need` takes away.
    package let on: String?
    /// A whole line to type, for `type`.
    package let line: String?
    /// Which share of the data `delete-data` deletes, or of the servers is acted on: a percentage, or
    /// an argument's name.
    package let share: String?
    /// The zone whose servers alone are acted on: its name, or an argument's name.
    package let zone: String?
    /// What else the verb says; nil: nothing.
    package let detail: VerbDetail?

    package init(
        verb: VerbName, position: SourcePosition, of: [String], count: String?, on: String?,
        line: String?, share: String? = nil, zone: String? = nil, detail: VerbDetail? = nil,
        servers: [String] = []
    ) {
        self.verb = verb
        self.position = position
        self.of = of
        self.count = count
        self.servers = servers
        self.on = on
        self.line = line
        self.share = share
        self.zone = zone
        self.detail = detail
    }
}

package enum VerbName: String, Sendable, Hashable, CaseIterable, Codable {
    /// Takes servers out of service; they come back only when added again.
    case removeServers = "remove-servers"
    /// Puts removed servers back: each must start.
    case addServers = "add-servers"
    /// Stops servers and starts them again at once.
    case restartServers = "restart-servers"
    /// Stops subsystems and starts every server of them, removed ones too, one subsystem after the
    /// other in the order of their needs; cells that serve while others have stopped go on serving.
    case fullRestart = "full-restart"
    /// Lets a subsystem do without one that it needs.
    case dropNeed = "drop-need"
    /// Stops a command that is still being carried out, adds back what it removed, and takes back the
    /// configuration that it pushed.
    case cancelCommand = "cancel-command"
    /// Types a line of the playbook.
    case type
    /// Deletes data of a subsystem from every copy on its servers at once.
    case deleteData = "delete-data"
    /// Brings back what is deleted from the copy that the subsystem's state declares.
    case restore
    /// Gives servers a configuration.
    case pushConfig = "push-config"
    /// Gives the good configuration back, and stops pushes that are still going on.
    case rollbackConfig = "rollback-config"
    /// Has a subsystem refuse whom it served.
    case denyAccess = "deny-access"
    case grantAccess = "grant-access"
    /// Cuts a share of clients off from the fleet.
    case withdrawRoute = "withdraw-route"
    case announceRoute = "announce-route"
    /// Lets a share of clients in, in steps, and turns the others away at the door.
    case admit

    /// Whether `of` names operations, rather than subsystems.
    package var isOfOperations: Bool {
        switch self {
        case .withdrawRoute, .announceRoute, .admit: true
        default: false
        }
    }

    /// Whether people can do it from outside, where they are cut off from what they operate.
    package var isFromOutside: Bool { self == .grantAccess || self == .announceRoute }
}
