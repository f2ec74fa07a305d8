import FumbleModel

/// What happened in a fleet, as the keys of `fumble.event/1`.
struct FleetEventJSON {
    private let what: FleetEvent.What
    private let names: FleetNames

    init(_ what: FleetEvent.What, names: FleetNames) {
        self.what = what
        self.names = names
    }

    /// The word for it, and its other keys.
    ///
    /// Every sort of event is named here, so that the compiler asks for the words of a new one.
    var parts: (String, [(String, JSONValue)]) {
        let found: Parts? =
            switch what {
            case .serving, .removed, .cellStopped, .stopped, .began, .whole, .operable, .queueing,
                .queueFull, .drained:
                service
            case .phase, .milestone, .startFailed, .replaced, .cacheCold, .cacheWarm: start
            case .writesLost, .dataDeleted, .restoring, .restored, .nothingToRestore, .read, .asked:
                data
            case .primaryLost, .promoted, .primaryNamed, .configured, .bit, .missed: roles
            case .denied, .withdrawn, .admitted, .reach: reach
            }
        guard let found else { preconditionFailure("an event is in the wrong group of words") }
        return found
    }

    private typealias Parts = (String, [(String, JSONValue)])

    private func of(_ subsystem: SubsystemID) -> (String, JSONValue) {
        ("subsystem", .string(names[subsystem]))
    }

    private func servers(_ count: Int) -> (String, JSONValue) { ("servers", .int(count)) }

    private var service: Parts? {
        switch what {
        case .serving(let subsystem, let count): ("serving", [of(subsystem), servers(count)])
        case .removed(let count): ("removed", [servers(count)])
        case .cellStopped(let subsystem, let cell):
            ("cell-stopped", [of(subsystem), ("cell", .int(cell))])
        case .stopped(let subsystem): ("stopped", [of(subsystem)])
        case .began(let subsystem): ("began", [of(subsystem)])
        case .whole(let subsystem): ("whole", [of(subsystem)])
        case .operable(let subsystem, let isOperable):
            ("operable", [of(subsystem), ("operable", .bool(isOperable))])
        case .queueing(let dependent):
            ("queueing", [("dependent", .string(names.dependent(dependent)))])
        case .queueFull(let dependent):
            ("queue-full", [("dependent", .string(names.dependent(dependent)))])
        case .drained(let dependent):
            ("drained", [("dependent", .string(names.dependent(dependent)))])
        default: nil
        }
    }

    private var start: Parts? {
        switch what {
        case .phase(let subsystem, let phase, let count):
            ("start-phase", [of(subsystem), ("phase", .string(phase.rawValue)), servers(count)])
        case .milestone(let subsystem, let name, let count):
            ("milestone", [of(subsystem), ("name", .string(name)), servers(count)])
        case .startFailed(let subsystem, let count):
            ("start-failed", [of(subsystem), servers(count)])
        case .replaced(let count): ("replaced", [servers(count)])
        case .cacheCold(let subsystem, let hits):
            ("cache-cold", [of(subsystem), ("hits_per_million", .int(hits))])
        case .cacheWarm(let subsystem, let hits):
            ("cache-warm", [of(subsystem), ("hits_per_million", .int(hits))])
        default: nil
        }
    }

    private var data: Parts? {
        switch what {
        case .writesLost(let subsystem, let objects):
            ("writes-lost", [of(subsystem), ("objects", .int(objects))])
        case .dataDeleted(let subsystem, let share, let objects):
            (
                "data-deleted",
                [of(subsystem), ("share", .number(share.fraction)), ("objects", .int(objects))]
            )
        case .restoring(let subsystem, let bytes, let until):
            ("restoring", [of(subsystem), ("bytes", .int(bytes)), ("until_s", .seconds(until))])
        case .restored(let subsystem, let objects, let lost, let age):
            (
                "restored",
                [
                    of(subsystem), ("objects", .int(objects)),
                    ("lost", lost.map { .int($0) } ?? .null), ("age_s", .seconds(age)),
                ]
            )
        case .nothingToRestore(let subsystem): ("nothing-to-restore", [of(subsystem)])
        case .read(let writes):
            (
                "read-back",
                [
                    ("keys", .int(writes.keys)), ("lost", .int(writes.lost)),
                    ("unread", .int(writes.unread)),
                ]
            )
        case .asked(let load): ("asked", [("lateness", ClientsJSON.spread(load.lateness))])
        default: nil
        }
    }

    private var roles: Parts? {
        switch what {
        case .primaryLost(let subsystem, let cell):
            ("primary-lost", [of(subsystem), ("cell", .int(cell))])
        case .promoted(let subsystem, let cell, let isFormer):
            ("promoted", [of(subsystem), ("cell", .int(cell)), ("former", .bool(isFormer))])
        case .primaryNamed(let subsystem, let server, let program):
            (
                "primary-named",
                [of(subsystem), ("server", .string(server)), ("by", .string(program))]
            )
        case .configured(let subsystem, let count, let effect):
            ("configured", [of(subsystem), servers(count), ("makes", .string(word(effect)))])
        case .bit(let fault, let count, let effect):
            ("bit", [("fault", .string(fault)), servers(count), ("effect", .string(effect))])
        case .missed(let fault, let count, let effect):
            ("missed", [("fault", .string(fault)), servers(count), ("effect", .string(effect))])
        default: nil
        }
    }

    private var reach: Parts? {
        switch what {
        case .denied(let subsystem, let asker, let share):
            (
                "denied",
                [of(subsystem), ("to", .string(word(asker))), ("share", .number(share.fraction))]
            )
        case .withdrawn(let operation, let share):
            (
                "withdrawn",
                [("operation", .string(names[operation])), ("share", .number(share.fraction))]
            )
        case .admitted(let operation, let share):
            (
                "admitted",
                [("operation", .string(names[operation])), ("share", .number(share.fraction))]
            )
        case .reach(let isReachable): ("reach", [("reachable", .bool(isReachable))])
        default: nil
        }
    }

    private func word(_ effect: ConfigEffect) -> String {
        switch effect {
        case .good: "good"
        case .slow(let factor): "slow by \(PlainNumber.text(factor))"
        case .refuse: "refuse"
        case .crash: "crash"
        case .failToStart: "fail to start"
        }
    }

    private func word(_ asker: Asker) -> String {
        switch asker {
        case .clients: Asker.clientsWord
        case .operators: Asker.operatorsWord
        case .subsystem(let subsystem): names[subsystem]
        }
    }
}
