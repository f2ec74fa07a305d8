import FumbleModel

/// What a guard that is a program is told: schema `fumble.guard-request/1`, to which keys are only
/// ever added.
struct GuardQuestionJSON {
    let guardName: String
    let request: GuardRequest
    let view: FleetView
    let now: Instant

    var value: JSONValue {
        var fields = fields
        if request.isByName {
            let names = request.servers.map { JSONValue.string(view.fleet.serverNames[$0]) }
            fields.append(("server_names", .array(names)))
        }
        return .object(fields)
    }

    private var fields: [(String, JSONValue)] {
        [
            ("schema", "fumble.guard-request/1"),
            ("guard", .string(guardName)),
            ("fleet", .string(view.fleet.name)),
            ("environment", .string(view.fleet.environment)),
            ("stage", .string(request.stage.rawValue)),
            ("line", .string(request.line)),
            ("window", request.window.map { .string($0) } ?? .null),
            ("verb", .string(request.verb.rawValue)),
            ("does", request.deed.map { .string($0) } ?? .null),
            ("share", request.share.map { .number($0.fraction) } ?? .null),
            ("arguments", .object(arguments)),
            ("named", .array(request.named.map { .string(view.fleet[$0].name) })),
            ("operations", .array(request.operations.map { .string(view.fleet[$0].name) })),
            ("servers", .int(Int64(request.servers.count))),
            ("done", .int(Int64(request.progress.done.count))),
            ("at_terminal", .bool(request.testimony.isAtTerminal)),
            ("confirmation", request.testimony.confirmation.map { .string($0) } ?? .null),
            ("ticket", request.testimony.ticket.map { .string($0) } ?? .null),
            ("view_age_s", .number((now - view.tally.at).seconds)),
            ("subsystems", .array(subsystems)),
        ]
    }

    private var arguments: [(String, JSONValue)] {
        request.arguments.map { ($0.name, $0.text.map { .string($0) } ?? .null) }
    }

    /// Each subsystem as the guard's view shows it, with what of it would be acted on.
    private var subsystems: [JSONValue] {
        let going = view.topology.tally(of: request.servers)
        return view.fleet.subsystems.enumerated().map { index, subsystem in
            let capacity = view.topology.capacity(of: SubsystemID(index))
            return .object([
                ("name", .string(subsystem.name)),
                ("capacity", .int(Int64(capacity))),
                ("serving", .int(Int64(view.tally.serving[index] - goneSince(index)))),
                ("minimum", .int(Int64(subsystem.minimum.resolved(of: capacity)))),
                ("acted_on", .int(Int64(going[index]))),
                ("removed_so_far", .int(Int64(removed(index)))),
            ])
        }
    }

    /// Servers that were let go since the view was true.
    private func goneSince(_ subsystem: Int) -> Int {
        view.ledger.lazy.filter { $0.at > view.tally.at }.reduce(0) {
            $0 + $1.bySubsystem[subsystem]
        }
    }

    private func removed(_ subsystem: Int) -> Int {
        view.ledger.reduce(0) { $0 + $1.bySubsystem[subsystem] }
    }
}
