/// A fleet as its file describes it: what there is, what clients ask, and who keeps it safe.
package struct FleetSpec: Sendable {
    package let name: String
    /// The environment this fleet is; a command for another environment does not reach it.
    package let environment: String
    package let zones: [String]
    package private(set) var subsystems: [SubsystemSpec]
    package private(set) var groups: [GroupSpec]
    package let serverNames: ServerNames
    package let operations: [OperationSpec]
    package let dependents: [DependentSpec]
    package let alarms: [AlarmSpec]
    package let promises: [PromiseSpec]
    package let playbook: [PlaybookEntry]
    /// Where its people type; empty: the file does not say, and any window may be named.
    package let windows: [WindowSpec]
    package private(set) var guards: [GuardSpec]
    /// How long requests are still routed to a server that no longer answers.
    package let noticesAfter: TimeSpan
    /// What it does by itself.
    package let automation: [AutomationSpec]
    /// How it is started for real on this machine; nil: the file does not say.
    package let processes: ProcessesSpec?

    package init(
        name: String, environment: String, zones: [String], subsystems: [SubsystemSpec],
        groups: [GroupSpec], operations: [OperationSpec], dependents: [DependentSpec],
        alarms: [AlarmSpec], promises: [PromiseSpec], playbook: [PlaybookEntry],
        windows: [WindowSpec] = [], guards: [GuardSpec], noticesAfter: TimeSpan,
        automation: [AutomationSpec] = [], processes: ProcessesSpec? = nil
    ) {
        self.name = name
        self.environment = environment
        self.zones = zones
        self.subsystems = subsystems
        self.groups = groups
        serverNames = ServerNames(groups)
        self.operations = operations
        self.dependents = dependents
        self.alarms = alarms
        self.promises = promises
        self.playbook = playbook
        self.windows = windows
        self.guards = guards
        self.noticesAfter = noticesAfter
        self.automation = automation
        self.processes = processes
    }

    /// The same fleet so much later, if nothing of it is restarted and none is added until then: its
    /// states have grown, its servers and rehearsals are older. nil: a state would be more than can
    /// be said.
    package func later(by span: TimeSpan) -> FleetSpec? {
        let grown = subsystems.compactMap { $0.later(by: span) }
        guard grown.count == subsystems.count else { return nil }
        var later = self
        later.subsystems = grown
        later.groups = groups.map { $0.later(by: span) }
        return later
    }

    /// The same fleet with other guards in the place of its own, in the same order.
    package func with(guards: [GuardSpec]) -> FleetSpec {
        var other = self
        other.guards = guards
        return other
    }

    package func subsystem(named name: String) -> SubsystemID? {
        subsystems.firstIndex { $0.name == name }.map { SubsystemID($0) }
    }

    /// Whether lines can be typed there: a fleet that says nothing of windows takes any name.
    package func hasWindow(named name: String) -> Bool {
        windows.isEmpty || window(named: name) != nil
    }

    /// nil: the file says nothing of it, or there is none.
    package func window(named name: String?) -> WindowSpec? {
        guard let name else { return nil }
        return windows.first { $0.name == name }
    }

    package func operation(named name: String) -> OperationID? {
        operations.firstIndex { $0.name == name }.map { OperationID($0) }
    }

    /// `billing`, `billing index`, or `all` where none is named.
    package func names(of named: [SubsystemID]) -> String {
        named.isEmpty ? "all" : named.map { self[$0].name }.joined(separator: " ")
    }

    /// `get`, `get put`, or `all` where it is every one of several.
    package func names(of named: [OperationID]) -> String {
        named.count == operations.count && named.count > 1
            ? "all" : named.map { self[$0].name }.joined(separator: " ")
    }

    /// What people type to say that they mean it: subsystems, operations or servers, as they were named.
    ///
    /// - Parameter servers: those that the line names; nil: it says how many of a subsystem.
    package func nameToType(
        for verb: VerbName, named: [SubsystemID], operations: [OperationID], servers: [ServerID]?
    ) -> String {
        if let servers { return serverNames.asked(for: servers) }
        return verb.isOfOperations ? names(of: operations) : names(of: named)
    }

    package subscript(id: SubsystemID) -> SubsystemSpec { subsystems[id.index] }

    package subscript(id: OperationID) -> OperationSpec { operations[id.index] }
}
