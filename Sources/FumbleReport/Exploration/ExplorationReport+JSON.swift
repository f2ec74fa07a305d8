import FumbleModel

extension ExplorationReport {
    /// Schema `fumble.exploration/1`; keys are only ever added.
    var json: JSONValue {
        let members: [(String, JSONValue)] = [
            ("schema", "fumble.exploration/1"),
            ("experiment", .string(exploration.header.experiment)),
            ("experiment_sha256", .string(exploration.header.experimentHash)),
            ("fleet", .string(exploration.header.fleetKind)),
            ("seed", .seed(exploration.header.seed)), ("build", .string(exploration.header.build)),
            ("meant", .string(exploration.meant)),
            ("window", exploration.window.map { .string($0) } ?? .null),
            ("step", .string(exploration.path)), ("at", .string("\(exploration.position)")),
            ("profile", .string(exploration.profile.rawValue)),
            ("stress", exploration.stress.map { .string($0) } ?? .null), ("counts", counts),
            ("expected", json(exploration.expected)),
            ("expected_without_guards", json(exploration.unguarded)),
            ("meant_harm", json(exploration.meantHarm)),
            ("meant_harm_without_guards", json(exploration.meantUnguarded)),
            ("meant_harm_by_tool", exploration.meantByTool.map(json) ?? .null),
            ("other_lines_keep_their_guards", .bool(exploration.othersAsk)),
            ("meant_breaks_the_floor", .bool(exploration.meantAlone.breaksTheFloor)),
            ("meant_stopped_by", names(of: exploration.stopsMeant)),
            (
                "parser",
                .object([
                    ("refused", .int(exploration.parser.refused)),
                    ("elsewhere", .int(exploration.parser.elsewhere)),
                    ("chance", json(exploration.parser.chance)),
                    ("all_slips", json(exploration.parser.all)),
                    ("share_of_slips", json(exploration.parser.share)),
                ])
            ),
            ("guards", .array(exploration.guards.map(json))),
            ("tool", toolJSON),
            ("guard_failures", .array(failures.map { .string($0) })),
            ("smallest_set", names(of: exploration.smallest)),
            (
                "redundancy",
                .object([
                    ("by_one", .int(exploration.redundancy.byOne)),
                    ("by_several", .int(exploration.redundancy.bySeveral)),
                    ("only_together", .int(exploration.redundancy.together)),
                ])
            ),
            ("slips", .array(exploration.slips.map(json))),
            ("escapes", .array(exploration.escapes.enumerated().map { json($1, rank: $0 + 1) })),
            ("requests", .array(exploration.requests.map(json))),
            ("repairs", .array(exploration.repairs.map(json))),
            ("probes", .array(probes.map(\.json))),
            ("accepted_that_did_not_occur", .array(exploration.unused.map { .string($0.escape) })),
        ]
        return .object(members)
    }

    private var counts: JSONValue {
        let counts = exploration.counts
        return .object([
            ("lines", .int(counts.lines)), ("effects", .int(counts.effects)),
            ("pairs_drawn", .int(counts.pairsDrawn)), ("pairs", .int(counts.pairs)),
            ("harmful", .int(counts.harmful)), ("harmless", .int(counts.harmless)),
            ("runs", .int(counts.runs)), ("cached", .int(counts.cached)),
        ])
    }

    private func names(of set: GuardSet) -> JSONValue {
        .array(exploration.names(of: set).map { .string($0) })
    }

    /// By profile.
    private func json(_ chance: Chance) -> JSONValue {
        .object(TypingProfile.allCases.map { ($0.rawValue, .number(chance[$0])) })
    }

    private func json(_ expected: Exploration.ExpectedHarm) -> JSONValue {
        .object([
            ("outage_min_per_1000", json(expected.minutes)),
            ("lost_requests_per_1000", json(expected.lostRequests)),
            ("two_slips_outage_min_per_1000", json(expected.pairMinutes)),
            ("two_slips_standard_error", .number(expected.pairError)),
        ])
    }

    private func json(_ harm: Harm) -> JSONValue {
        .object([
            ("outage_s", .seconds(harm.outage)), ("below_minimum_s", .seconds(harm.belowMinimum)),
            ("disturbed_s", .seconds(harm.disturbed)), ("censored", .bool(harm.isCensored)),
            ("lost_requests", .number(harm.lostRequests.rounded())),
            ("lost_data", .int(Int(harm.lostData))), ("servers", .int(harm.servers)),
            ("pending", .bool(harm.isPending)), ("refused", .bool(harm.isRefused)),
            ("headline", .string(harm.headline)),
        ])
    }

    private func json(_ worth: Exploration.GuardWorth) -> JSONValue {
        .object([
            ("guard", .string(worth.spec.name)), ("kind", .string(worth.spec.kind)),
            ("keeps", .string(worth.spec.keeps)), ("misses", .number(worth.spec.misses)),
            ("asked", .int(worth.asked)),
            ("stops", .int(worth.stops)), ("stops_share_of_harm", .number(worth.share)),
            ("stops_share_of_lost_requests", .number(worth.shareOfRequests)),
            ("sole_stopper", .int(worth.alone)), ("put_off", .int(worth.putOff)),
            ("without", json(worth.without)),
            (
                "false_stops",
                .object([
                    ("meant", .bool(worth.stopsMeant)), ("harmless", .int(worth.falseStops)),
                    ("of_harmless", .int(worth.harmless)), ("repairs", .int(worth.stopsRepairs)),
                ])
            ),
            (
                "message",
                worth.message.map {
                    .object([
                        ("text", .string($0.text)), ("names_field", .bool($0.namesField)),
                        ("names_number", .bool($0.namesNumber)),
                        ("names_limit", .bool($0.namesLimit)),
                    ])
                } ?? .null
            ),
        ])
    }

    private func json(_ row: Exploration.SlipRow) -> JSONValue {
        .object([
            ("slip", .string(row.name)), ("id", .string(row.id)),
            ("kind", .string(row.kind.rawValue)), ("basis", .text(row.basis)),
            ("lines", .int(row.lines)),
            ("refused_by_parser", .int(row.refused)), ("harmful", .int(row.harmful)),
            (
                "stopped",
                .object(zip(exploration.guards, row.stopped).map { ($0.spec.name, .int($1)) })
            ),
            ("escaped", .int(row.escaped)), ("chance", json(row.chance)),
            ("escape_chance", json(row.escapeChance)),
        ])
    }

    private func json(_ escape: Exploration.Escape, rank: Int) -> JSONValue {
        .object([
            ("id", .string(escape.request.id)), ("rank", .int(rank)),
            ("robust", .bool(escape.isRobust)), ("effect", .string(escape.request.words)),
            ("slips", .int(escape.isOfPairs ? 2 : 1)), ("chance", json(escape.chance)),
            ("passes", .number(escape.passes)),
            ("harm", json(escape.harm)),
            (
                "typed",
                (escape.request.lines.first ?? escape.request.pairs.first).map(json) ?? .null
            ),
            ("accepted", .bool(escape.isAccepted)),
            (
                "acceptance",
                escape.acceptance.map {
                    .object([
                        ("owner", .string($0.spec.owner)), ("until", .string("\($0.spec.until)")),
                        ("because", .string($0.spec.because)), ("expired", .bool($0.isExpired)),
                    ])
                } ?? .null
            ), ("file", place.map { .string($0(escape.request.id)) } ?? .null),
        ])
    }

    private func json(_ request: ExploredRequest) -> JSONValue {
        let outcomes = request.orderedSets.map { set in
            JSONValue.object([
                ("heeding", names(of: set)), ("harm", json(request.harm(heeding: set))),
            ])
        }
        return .object([
            ("id", .string(request.id)), ("kind", .string(request.kind.rawValue)),
            ("effect", .string(request.words)), ("chance", json(request.chance)),
            ("two_slips_chance", json(request.pairChance)), ("asks", names(of: request.asked)),
            ("stopped_by", names(of: request.stoppedBy)),
            (
                "tool",
                request.tool.map {
                    .object([
                        ("removes", .int($0.servers)),
                        ("beside_does", .string($0.likeness.rawValue)),
                    ])
                } ?? .null
            ), ("outcomes", .array(outcomes)),
            ("lines", .array(request.lines.prefix(Self.mostLines).map(json))),
            ("line_count", .int(request.lines.count)),
            ("two_slip_lines", .array(request.pairs.prefix(Self.mostLines).map(json))),
            ("two_slip_line_count", .int(request.pairs.count)),
        ])
    }

    /// Lines of one request that are listed, the likeliest first.
    private static let mostLines = 50

    private func json(_ line: ExploredLine) -> JSONValue {
        .object([
            ("line", .string(line.text)), ("window", line.window.map { .string($0) } ?? .null),
            ("chance", json(line.chance)),
            (
                "by",
                .array(
                    line.slips.map {
                        .object([
                            ("slip", .string($0.name)), ("id", .string($0.id)),
                            ("kind", .string($0.kind.rawValue)), ("chance", json($0.chance)),
                            ("basis", .text($0.basis)),
                        ])
                    })
            ),
        ])
    }

    private func json(_ repair: ExploredRepair) -> JSONValue {
        .object([
            ("line", .string(repair.line)), ("from", .string(repair.from)),
            ("made", .bool(repair.isMade)),
            ("stopped_by", names(of: repair.stoppedBy)),
            ("not_understood", repair.refusal.map { .string($0) } ?? .null),
        ])
    }
}
