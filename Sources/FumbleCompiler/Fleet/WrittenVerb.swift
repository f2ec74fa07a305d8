internal import FumbleDocument
internal import FumbleModel

/// What a command or a response does, as a file writes it.
struct WrittenVerb: Sendable {
    let verb: VerbName
    let span: SourceSpan
    /// Names of subsystems, or an argument of the usage line.
    let of: [Located<String>]
    let count: Located<String>?
    /// Names of servers, or arguments of the usage line that name them.
    let servers: [Located<String>]
    let on: Located<String>?
    let line: WrittenLine?
    let share: Located<String>?
    /// The zone that it is restricted to.
    let zone: Located<String>?
    /// Whom `deny-access` and `grant-access` are about.
    let by: [Located<String>]
    let detail: VerbDetail?

    init(
        _ verb: VerbName, at span: SourceSpan, of: [Located<String>] = [],
        count: Located<String>? = nil, on: Located<String>? = nil, line: WrittenLine? = nil,
        share: Located<String>? = nil, zone: Located<String>? = nil, by: [Located<String>] = [],
        detail: VerbDetail? = nil, servers: [Located<String>] = []
    ) {
        self.servers = servers
        self.verb = verb
        self.span = span
        self.of = of
        self.count = count
        self.on = on
        self.line = line
        self.share = share
        self.zone = zone
        self.by = by
        self.detail = detail
    }

    /// What may be an argument of the usage line.
    var slots: [String] {
        (of + servers).map(\.value) + [count, on, share, zone].compactMap { $0?.value }
    }

    var template: VerbTemplate {
        VerbTemplate(
            verb: verb, position: span.start, of: of.map(\.value), count: count?.value,
            on: on?.value, line: line?.text, share: share?.value, zone: zone?.value,
            detail: detail, servers: servers.map(\.value))
    }

    /// A word in capitals stands for what is typed in its place.
    static func isArgument(_ text: String) -> Bool { KeyText.isArgument(text) }

    static let kinds = KindList<WrittenVerb>(
        "verb",
        [
            counted(.removeServers, "Takes servers out of service until they are added again."),
            counted(.addServers, "Puts removed servers back: each must start."),
            counted(
                .restartServers,
                "Stops servers and starts them again at once: a line takes those first that have "
                    + "crashed, hang or serve no more."),
            Kind(
                VerbName.fullRestart.rawValue,
                summary:
                    "Stops whole subsystems and starts them again, in the order of their needs.",
                example: "{full-restart: {of: [index, placement]}}", of,
                makeAt: { WrittenVerb(.fullRestart, at: $0, of: $1) }),
            Kind(
                VerbName.dropNeed.rawValue,
                summary: "Lets a subsystem do without one that it needs.",
                example: "{drop-need: {of: status-page, on: index}}", of,
                Field("on", Shape<String>.text.located, "the subsystem it does without"),
                makeAt: { WrittenVerb(.dropNeed, at: $0, of: $1, on: $2) }),
            Kind(
                VerbName.cancelCommand.rawValue,
                summary:
                    "Stops what is still going on, and adds back servers, or takes back configurations.",
                example: "{cancel-command: {}}",
                makeAt: { WrittenVerb(.cancelCommand, at: $0) }),
            Kind(
                VerbName.type.rawValue, summary: "Types a line of the playbook.",
                example: "{type: {line: \"fleetctl add --subsystem billing --count 4\"}}",
                Field("line", WrittenLine.shape, "the line"),
                makeAt: { WrittenVerb(.type, at: $0, line: $1) }),
            Kind(
                VerbName.deleteData.rawValue,
                summary: "Deletes data of a subsystem from all its servers at once.",
                example: "{delete-data: {of: SUBSYSTEM, share: 100%}}", of,
                Field(
                    "share", Shape<String>.text.located,
                    "the share of what is there, or the argument of the usage line that names it"),
                makeAt: { WrittenVerb(.deleteData, at: $0, of: $1, share: $2) }),
            Kind(
                VerbName.restore.rawValue,
                summary: "Brings deleted data back from the copy that its `state` declares.",
                example: "{restore: {of: index}}", of,
                makeAt: { WrittenVerb(.restore, at: $0, of: $1) }),
        ] + reaching)

    static var of: Field<[Located<String>]> {
        Field(
            "of", .listOrOne(of: Shape<String>.text.located),
            "the subsystem, or the argument of the usage line that names it")
    }

    /// `PERCENT%`: the argument for which percent are typed; nil: the text is none.
    static func percent(_ count: Located<String>) -> Located<String>? {
        let name = String(count.value.dropLast())
        guard count.value.hasSuffix("%"), isArgument(name) else { return nil }
        return Located(value: name, span: count.span)
    }
}
