package import FumbleModel

extension Preflight {
    /// For scripts and logs: schema `fumble.guard/1`, to which keys are only ever added.
    package var json: JSONValue {
        .object([
            ("schema", "fumble.guard/1"),
            ("fleet", .string(report.fleet.name)),
            ("environment", .string(report.fleet.environment)),
            ("line", .string(line)),
            ("decision", .string(isAllowed ? "allowed" : "refused")),
            ("reason", reason.map { .string($0) } ?? .null),
            ("command", commandName.map { .string($0) } ?? .null),
            ("does", does.map { .string($0) } ?? .null),
            ("servers", .int(Int64(preview.servers.count))),
            ("servers_now", .int(Int64(serversNow))),
            ("counted", .int(Int64(isAllowed ? counted : 0))),
            ("gone_by_log", .int(Int64(goneByLog))),
            ("became", becameJSON),
            ("subsystems", .array(subsystems)),
            ("stops", .array(standstill.stops.map(stopJSON))),
            ("operations_stopped", names(standstill.operations)),
            ("operations_stopped_in_part", names(standstill.partly)),
            ("guards", .array(answers.map(guardJSON))),
            ("skipped", .array(preview.skips.map { .string($0) })),
            ("supplied", .object(preview.supplied.map { ($0.argument, .string($0.text)) })),
            ("said", saidJSON),
        ])
    }

    /// What it would do; nil: it is no line of this fleet.
    private var does: String? {
        guard case .deed(_, let deed) = preview.outcome else { return nil }
        return deed.words(in: report.fleet)
    }

    /// What guards were told beside the line: without it nobody could tell why they answered so.
    private var saidJSON: JSONValue {
        let conduct = said.conduct
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        func text(_ said: Conduct.Said?) -> JSONValue {
            if case .text(let text)? = said { .string(text) } else { .null }
        }
        let age: JSONValue = said.snapshotAge.map { .number($0.seconds) } ?? .null
        let members: [(String, JSONValue)] = [
            ("window", text(said.window)), ("confirm", text(conduct.confirms)),
            ("dry_run", text(conduct.dryRun?.of)), ("ticket", text(conduct.ticket)),
            ("second_person", .bool(conduct.hasSecondPerson)),
            ("at_terminal", .bool(conduct.isAtTerminal)), ("snapshot_age_s", age),
        ]
        return .object(members)
    }

    private var serversNow: Int {
        if case .allowed(let now) = outcome { now } else { 0 }
    }

    private var commandName: String? {
        switch preview.outcome {
        case .deed(let entry, _), .elsewhere(let entry, _): entry
        case .notUnderstood: nil
        }
    }

    /// Why it is refused; nil: it is not.
    private var reason: String? {
        switch preview.outcome {
        case .notUnderstood(let error): return error.message
        case .elsewhere(_, let environment): return "the line is for `\(environment)`"
        case .deed:
            for answer in answers {
                if case .refuse(let reason) = answer.decision { return "\(answer.name): \(reason)" }
            }
            guard !isAllowed else { return nil }
            let held = answers.compactMap { answer -> String? in
                switch answer.decision {
                case .clamp(_, let reason), .hold(_, let reason): "\(answer.name): \(reason)"
                case .allow, .refuse, .warn: nil
                }
            }
            return held.first
                ?? "\(serversNow) of \(LineReport.servers(preview.servers.count)) may go now"
        }
    }

    private var subsystems: [JSONValue] {
        report.fleet.subsystems.enumerated().map { index, subsystem in
            let id = SubsystemID(index)
            let going = preview.bySubsystem[index]
            return .object([
                ("subsystem", .string(subsystem.name)),
                ("capacity", .int(Int64(report.topology.capacity(of: id)))),
                ("serving", .int(Int64(serving[index]))),
                ("acted_on", .int(Int64(going))),
                ("minimum", .int(Int64(report.minimum(of: id)))),
            ])
        }
    }

    /// What each server that something becomes of does then; empty where the line is refused.
    private var becameJSON: JSONValue {
        .object(
            (isAllowed ? became : []).map { life, servers in
                let words = ServerRanges.words(servers, in: report.fleet)
                return ("\(life)", .array(words.map { .string($0) }))
            })
    }

    private func stopJSON(_ stop: Standstill.Stop) -> JSONValue {
        let cause: (word: String, need: SubsystemID?, cells: Int?) =
            switch stop.cause {
            case .noServerLeft: ("no server left", nil, nil)
            case .quorum(let cells, _, _): ("quorum", nil, cells)
            case .need(let other): ("need", other, nil)
            }
        return .object([
            ("subsystem", .string(report.fleet[stop.subsystem].name)),
            ("whole", .bool(stop.isWhole)),
            ("because", .string(cause.word)),
            ("cells", cause.cells.map { .int(Int64($0)) } ?? .null),
            ("needs", cause.need.map { .string(report.fleet[$0].name) } ?? .null),
        ])
    }

    private func names(_ operations: [OperationID]) -> JSONValue {
        .array(operations.map { .string(report.fleet[$0].name) })
    }

    private func guardJSON(_ answer: GuardAnswer) -> JSONValue {
        let decision: (word: String, reason: String?, servers: Int?) =
            switch answer.decision {
            case .allow: ("allow", nil, nil)
            case .clamp(let count, let reason): ("clamp", reason, count)
            case .hold(_, let reason): ("hold", reason, nil)
            case .refuse(let reason): ("refuse", reason, nil)
            case .warn(let reason): ("warn", reason, nil)
            }
        return .object([
            ("guard", .string(answer.name)),
            ("stage", .string(answer.stage.rawValue)),
            ("decision", .string(decision.word)),
            ("reason", decision.reason.map { .string($0) } ?? .null),
            ("servers", decision.servers.map { .int(Int64($0)) } ?? .null),
            ("decided_in_s", measured(answer).map { .number($0.seconds) } ?? .null),
            ("advice", advice(on: answer).map { .string($0) } ?? .null),
        ])
    }
}
