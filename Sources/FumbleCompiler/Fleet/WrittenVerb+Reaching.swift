internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// The verbs that reach past servers: configurations, access, routes, doors.
extension WrittenVerb {
    static var reaching: [Kind<WrittenVerb>] {
        [
            Kind(
                VerbName.pushConfig.rawValue, summary: "Gives servers a configuration.",
                example: "{push-config: {of: SUBSYSTEM, count: COUNT, makes: refuse}}", of,
                Field<Located<String>?>.optional(
                    "count", Shape<String>.text.located,
                    "how many servers: a number, a share, or an argument of the usage line; all if "
                        + "left out"),
                Field(
                    "makes", ConfigShapes.makes(orElse: ConfigShapes.harmless),
                    "what it makes of each: `nothing` where it is good"),
                Field<Canary?>.optional("canary", ConfigShapes.canary, "who gets it first"),
                makeAt: {
                    WrittenVerb(
                        .pushConfig, at: $0, of: $1, count: $2, detail: .config($3, canary: $4))
                }),
            Kind(
                VerbName.rollbackConfig.rawValue,
                summary: "Gives the good configuration back, and stops pushes under way.",
                example: "{rollback-config: {of: index}}", of,
                makeAt: { WrittenVerb(.rollbackConfig, at: $0, of: $1) }),
            Kind(
                VerbName.denyAccess.rawValue,
                summary: "Has a subsystem refuse clients, people or other subsystems.",
                example: "{deny-access: {to: index, by: clients}}", to, ConfigShapes.by,
                ConfigShapes.share,
                makeAt: { access(.denyAccess, at: $0, to: $1, by: $2, share: $3) }),
            Kind(
                VerbName.grantAccess.rawValue,
                summary: "Lets clients, people or other subsystems have access again.",
                example: "{grant-access: {to: index, by: clients}}", to, ConfigShapes.by,
                makeAt: { access(.grantAccess, at: $0, to: $1, by: $2, share: .whole) }),
            Kind(
                VerbName.withdrawRoute.rawValue,
                summary: "Cuts a share of the clients off from the fleet.",
                example: "{withdraw-route: {of: get, share: 25%}}", operations,
                ConfigShapes.withdrawn, ConfigShapes.operators,
                makeAt: {
                    WrittenVerb(
                        .withdrawRoute, at: $0, of: $1,
                        detail: .route(share: $2, cutsOffOperators: $3))
                }),
            Kind(
                VerbName.announceRoute.rawValue,
                summary: "Lets all clients, and people, find the way to the fleet again.",
                example: "{announce-route: {of: get}}", operations,
                makeAt: { WrittenVerb(.announceRoute, at: $0, of: $1) }),
            admit,
        ]
    }

    /// One share, or several one after the other.
    private static var admit: Kind<WrittenVerb> {
        let record = Record<WrittenVerb>(
            VerbName.admit.rawValue,
            summary: "Lets a share of the clients in, and turns the others away at the door.",
            operations,
            Field<Located<Share>?>.optional(
                "share", Shape<Share>.share.located, "the share of the clients that is let in"),
            Field<[Located<Share>]?>.optional(
                "steps", .list(of: Shape<Share>.share.located, atLeast: 2),
                "or the shares, one after the other, each greater than the one before"),
            Field<TimeSpan?>.optional(
                "every", .duration(in: TimeSpan.seconds(1)...Shape<TimeSpan>.longestRun),
                "how long after one step the next is taken"),
            makeChecked: {
                (
                    span: SourceSpan, reading: inout Reading, of: [Located<String>],
                    share: Located<Share>?, steps: [Located<Share>]?, every: TimeSpan?
                ) -> WrittenVerb? in
                admission(share, steps, every, at: span, &reading).map {
                    WrittenVerb(.admit, at: span, of: of, detail: $0)
                }
            })
        return Kind(
            record.description.name, summary: record.description.summary,
            example: "{admit: {of: get, steps: [10%, 25%, 50%, 100%], every: 5m}}",
            .record(record))
    }

    private static func admission(
        _ share: Located<Share>?, _ steps: [Located<Share>]?, _ every: TimeSpan?,
        at span: SourceSpan, _ reading: inout Reading
    ) -> VerbDetail? {
        switch (share, steps, every) {
        case (let share?, nil, nil):
            return .admission(steps: [share.value], every: .zero)
        case (nil, let steps?, let every?):
            if let fallen = zip(steps, steps.dropFirst()).first(where: { $0.value >= $1.value }) {
                reading.report(
                    .admissionSteps, at: fallen.1.span,
                    "the door must open with each step, and \(fallen.1.value) comes after "
                        + "\(fallen.0.value)",
                    help: "write the shares in rising order, such as `[10%, 25%, 50%, 100%]`")
                return nil
            }
            return .admission(steps: steps.map(\.value), every: every)
        default:
            reading.report(
                .admissionSteps, at: reading.currentOwner ?? span,
                "`admit` says either one share, or steps and how far apart they are",
                help: "write `share: 10%`, or `steps: [10%, 25%, 50%, 100%]` and `every: 5m`")
            return nil
        }
    }

    private static func access(
        _ verb: VerbName, at span: SourceSpan, to: Located<String>, by: [Located<String>],
        share: Share
    ) -> WrittenVerb {
        WrittenVerb(
            verb, at: span, of: [to], by: by,
            detail: .access(by: by.map(\.value), share: share))
    }

    private static var to: Field<Located<String>> {
        Field(
            "to", Shape<String>.text.located,
            "the subsystem, or the argument of the usage line that names it")
    }

    private static var operations: Field<[Located<String>]> {
        .defaulted(
            "of", .listOrOne(of: Shape<String>.text.located), to: [], written: "every operation",
            "the operation, or the argument of the usage line that names it")
    }
}
