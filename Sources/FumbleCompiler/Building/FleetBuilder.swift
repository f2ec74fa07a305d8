internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Makes a fleet of what is written: looks up every name, and reports those that mean nothing.
struct FleetBuilder {
    private let written: WrittenFleet
    private let names: FleetNames
    private let usages: [Usage?]
    private var diagnostics: Diagnostics
    private var isCountable = true

    /// The most servers of one fleet.
    static let mostServers = 10_000_000
    /// The most subsystems that servers carry, counted once for each server.
    static let mostDuties = 50_000_000
    /// The most subsystems of one fleet.
    static let mostSubsystems = 1_000

    static func build(
        _ written: WrittenFleet, root: Node, diagnostics: inout Diagnostics
    ) -> FleetDraft {
        var builder = FleetBuilder(written, root: root, diagnostics: diagnostics)
        let draft = builder.build()
        diagnostics = builder.diagnostics
        return draft
    }

    private init(_ written: WrittenFleet, root: Node, diagnostics: Diagnostics) {
        self.written = written
        var diagnostics = diagnostics
        usages = written.playbook.map { entry in
            UsageReading.parse(entry.value.usage, diagnostics: &diagnostics)
        }
        self.diagnostics = diagnostics
        names = FleetNames(
            of: root, playbookArguments: usages.flatMap { $0?.arguments ?? [] })
    }

    private mutating func build() -> FleetDraft {
        if written.subsystems == nil || written.servers == nil { isCountable = false }
        if names[.subsystem].count != written.subsystems?.count { isCountable = false }
        let groups = self.groups()
        let subsystems = self.subsystems()
        let operations = written.operations.map {
            OperationBuilder.build($0, written, names, &diagnostics)
        }
        let spec = FleetSpec(
            name: written.name.value, environment: written.environment,
            zones: written.zones.map(\.value), subsystems: subsystems, groups: groups,
            operations: operations, dependents: written.dependents.compactMap { dependent($0) },
            alarms: written.alarms.map { alarm($0) },
            promises: written.promises.map { promise($0) },
            playbook: written.playbook.indices.map { entry(at: $0) },
            windows: written.windows.map { entry in
                WindowSpec(
                    name: entry.name, position: entry.position,
                    environment: entry.value.environment,
                    supplies: entry.value.supplies.map {
                        WindowSpec.Supply(argument: $0.name, text: $0.value.value)
                    })
            },
            guards: written.guards.map { guardSpec($0) }, noticesAfter: written.noticesAfter,
            automation: written.automation.compactMap { automation($0) },
            processes: written.processes.map {
                ProcessesBuilder.build(
                    $0, names: names, subsystems: subsystems, groups: groups,
                    operations: operations, diagnostics: &diagnostics)
            })
        return FleetDraft(
            written: written, names: names, spec: spec, topology: Topology(spec), usages: usages,
            isCountable: isCountable)
    }

    private mutating func subsystems() -> [SubsystemSpec] {
        let specs = (written.subsystems ?? []).map { subsystem($0) }
        guard specs.count > Self.mostSubsystems, let first = written.subsystems?.first else {
            return specs
        }
        diagnostics.report(
            .numberTooLarge, at: first.nameSpan,
            "the fleet has \(specs.count) subsystems, more than the \(Self.mostSubsystems) there "
                + "can be")
        isCountable = false
        return specs
    }

    private mutating func groups() -> [GroupSpec] {
        let groups = (written.servers ?? []).compactMap { $0 }
        if groups.count != written.servers?.count { isCountable = false }
        let specs = groups.map { group($0) }
        let total = specs.reduce(0) { $0 + $1.count }
        let duties = specs.reduce(0) { $0 + $1.count * $1.carries.count }
        guard total > Self.mostServers || duties > Self.mostDuties, let last = groups.last else {
            return specs
        }
        diagnostics.report(
            .numberTooLarge, at: last.count.span,
            total > Self.mostServers
                ? "the fleet has \(total) servers, more than the \(Self.mostServers) there can be"
                : "its servers carry \(duties) duties in all, more than the \(Self.mostDuties) "
                    + "there can be",
            help: "write a smaller `count`")
        isCountable = false
        return []
    }

    private mutating func group(_ group: WrittenGroup) -> GroupSpec {
        for name in group.carries where !check(.subsystem, name) { isCountable = false }
        for zone in group.zones ?? [] { _ = check(.zone, zone) }
        let zones = written.zones.map(\.value)
        let ownZones = group.zones?.compactMap { zones.firstIndex(of: $0.value) }
        return GroupSpec(
            name: group.name.value, position: group.name.position, count: group.count.value,
            carries: unique(ids(group.carries)), restartAge: group.restartAge,
            zones: ownZones ?? Array(zones.indices), drain: group.drain,
            restartsAfter: group.restartsAfter, failure: group.failure?.value,
            replaced: group.replaced, names: group.names?.map(\.value) ?? [])
    }

    private mutating func subsystem(_ entry: MapEntry<WrittenSubsystem>) -> SubsystemSpec {
        let written = entry.value
        for name in written.needs.all { _ = check(.subsystem, name) }
        if let cache = written.cache { _ = check(.subsystem, cache.protects) }
        return SubsystemSpec(
            name: entry.name, position: entry.position,
            minimum: written.minimum?.value ?? .count(0),
            cells: written.cells.map {
                CellSpec(count: $0.count, replicas: $0.replicas, quorum: $0.quorum.value)
            },
            state: written.state.map {
                StateSpec(
                    size: $0.size, objects: $0.objects, growth: $0.growth,
                    rehearsed: $0.rehearsed, log: $0.log?.value, copies: $0.copies,
                    writes: $0.writes, copy: $0.copy, rehearseEvery: $0.rehearseEvery)
            },
            restart: written.restart.spec, servesFrom: written.servesFrom,
            needs: Needs(
                toServe: ids(written.needs.toServe), toStart: ids(written.needs.toStart),
                toOperate: ids(written.needs.toOperate)),
            slots: written.slots, queue: written.queue,
            cache: written.cache.flatMap { cache in
                id(cache.protects).map {
                    CacheSpec(
                        protects: $0, hits: cache.hits, warmsOver: max(cache.warmsOver.value, 1))
                }
            },
            roles: written.roles.map { roles($0) })
    }

    private mutating func roles(_ written: WrittenRoles) -> RoleSpec {
        let known = written.neededBy.filter { check(.operation, $0) }
        return RoleSpec(
            scope: written.scope, promotesAfter: written.promotesAfter, lag: written.lag,
            neededBy: known.compactMap { operationID($0.value) })
    }

    private mutating func dependent(_ written: WrittenDependent) -> DependentSpec? {
        guard check(.operation, written.sends), let sends = operationID(written.sends.value) else {
            return nil
        }
        return DependentSpec(
            name: written.name.value, position: written.name.position, sends: sends,
            rate: written.rate.value, queue: written.queue, drainsAt: written.drainsAt.value)
    }

    private mutating func alarm(_ entry: MapEntry<WrittenAlarm>) -> AlarmSpec {
        let written = entry.value
        names.check(namesIn: written.probe.value, diagnostics: &diagnostics)
        if let through = written.seenThrough { _ = check(.subsystem, through) }
        return AlarmSpec(
            name: entry.name, position: entry.position, probe: written.probe.value,
            raised: written.raised, holdsFor: written.holdsFor, seenBy: written.seenBy,
            seenThrough: written.seenThrough.flatMap { id($0) })
    }

    private mutating func promise(_ entry: MapEntry<Chosen<any Promise>>) -> PromiseSpec {
        names.check(namesIn: entry.value.value, diagnostics: &diagnostics)
        return PromiseSpec(
            name: entry.name, position: entry.position, promise: entry.value.value)
    }

    private mutating func guardSpec(_ entry: MapEntry<WrittenGuard>) -> GuardSpec {
        let written = entry.value
        if written.keeps.value == "none" {
            diagnostics.report(
                .guardKeepsNoPromise, at: written.keeps.span,
                "guard `\(entry.name)` keeps no promise, so nothing could show whether it held",
                help: "name a promise of `promises:`")
        } else {
            _ = check(.promise, written.keeps)
        }
        names.check(namesIn: written.mechanism.value, diagnostics: &diagnostics)
        return GuardSpec(
            name: entry.name, position: entry.position, keeps: written.keeps.value,
            kind: written.mechanism.kind, mechanism: written.mechanism.value,
            onBreach: written.onBreach, decidesIn: written.decidesIn, timeout: written.timeout,
            onFailure: written.onFailure, handed: written.handed)
    }

    private mutating func entry(at index: Int) -> PlaybookEntry {
        let entry = written.playbook[index]
        let written = entry.value
        for name in written.asks + written.skips.flatMap(\.value) { _ = check(.guardName, name) }
        VerbNames.check(
            written.does.value, usage: usages[index], isTyped: true, names: names,
            diagnostics: &diagnostics)
        return PlaybookEntry(
            name: entry.name, position: entry.position, usage: written.usage.text,
            usagePosition: written.usage.position, parsing: written.parsing,
            does: written.does.value.template, asks: written.asks.map(\.value),
            skips: written.skips.map {
                PlaybookEntry.Skip(flag: $0.name, guards: $0.value.map(\.value))
            },
            usualEnvironment: written.usualEnvironment?.value, tool: written.tool)
    }

    private mutating func automation(_ entry: MapEntry<WrittenAutomation>) -> AutomationSpec? {
        let written = entry.value
        VerbNames.check(
            written.does.value, usage: nil, isTyped: false, names: names, diagnostics: &diagnostics)
        let trigger: AutomationSpec.Trigger
        switch written.trigger {
        case .clock(let every, let from, let until):
            trigger = .clock(every: every.value, from: from ?? every.value, until: until?.value)
        case .alarm(let name, let after):
            guard check(.alarm, name),
                let place = self.written.alarms.firstIndex(where: { $0.name == name.value })
            else { return nil }
            trigger = .alarm(place, after: after)
        }
        return AutomationSpec(
            name: entry.name, position: entry.position, trigger: trigger,
            does: written.does.value.template)
    }

    private mutating func check(_ kind: NamedThing.Kind, _ name: Located<String>) -> Bool {
        names.check(NamedThing(kind, name.value, at: name.span), diagnostics: &diagnostics)
    }

    private func id(_ name: Located<String>) -> SubsystemID? {
        written.subsystems?.firstIndex { $0.name == name.value }.map { SubsystemID($0) }
    }

    private func ids(_ names: [Located<String>]) -> [SubsystemID] { names.compactMap { id($0) } }

    private func operationID(_ name: String) -> OperationID? {
        written.operations.firstIndex { $0.name == name }.map { OperationID($0) }
    }

    private func unique(_ ids: [SubsystemID]) -> [SubsystemID] {
        ids.enumerated().filter { ids.firstIndex(of: $1) == $0 }.map(\.element)
    }
}
