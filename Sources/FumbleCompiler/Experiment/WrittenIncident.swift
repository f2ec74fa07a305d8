internal import FumbleDocument
internal import FumbleModel

/// The outage that an experiment tells again, as a file writes it; no operation is looked up yet.
struct WrittenIncident: Sendable {
    let name: String
    let date: String
    let sources: [String]
    let slip: String
    let guarded: String
    let facts: [String]
    let assumed: [String]
    let recovery: [WrittenReported]

    static let record = Record(
        "incident", summary: "An outage that happened: what is known of it, and what is made up.",
        Field("name", Shape<String>.text, "what happened, in a few words"),
        Field("date", Shape<String>.text, "when, as far as it is known"),
        Field("source", Shape<[String]>.listOrOne(of: .text), "where it is told"),
        Field("slip", Shape<String>.text, "what somebody did, such as `wrong window`"),
        Field<String>.defaulted(
            "guard", .text, to: "none", written: "none",
            "what stood in its way, and why it did not hold"),
        Field(
            "facts", Shape<[String]>.list(of: .text, atLeast: 1),
            "what the source says and this file keeps to"),
        Field(
            "assumed", Shape<[String]>.list(of: .text, atLeast: 1),
            "what nobody published, and this file makes up"),
        Field<[WrittenReported]>.defaulted(
            "recovery", .listOrOne(of: .record(WrittenReported.record)), to: [], written: "[]",
            "how long it took, as far as that was published"),
        make: WrittenIncident.init)

    func spec(_ names: FleetNames, _ fleet: FleetSpec, _ diagnostics: inout Diagnostics)
        -> IncidentSpec
    {
        for operation in recovery.compactMap(\.operation) {
            names.check(.operation, operation, diagnostics: &diagnostics)
        }
        return IncidentSpec(
            name: name, date: date, sources: sources, slip: slip, guarded: guarded, facts: facts,
            assumed: assumed,
            reported: recovery.map { reported in
                IncidentSpec.Reported(
                    operation: reported.operation.flatMap { fleet.operation(named: $0.value) },
                    measure: reported.measure, time: reported.time, basis: reported.basis)
            })
    }
}

/// One published time.
struct WrittenReported: Sendable {
    let operation: Located<String>?
    let time: TimeSpan
    let measure: IncidentSpec.Measure
    let basis: IncidentSpec.Basis

    static let record = Record(
        "reported recovery",
        summary: "A time that was published, set beside that of the arm without guards.",
        Field<Located<String>?>.optional(
            "of", Shape<String>.name.located, "the operation; the clients of all if left out"),
        Field("reported", Shape<TimeSpan>.duration, "the published time"),
        Field<IncidentSpec.Measure>.defaulted(
            "is", .word, to: .timeToRecover, written: "time-to-recover", "what it is a time to"),
        Field(
            "simulated", Shape<IncidentSpec.Basis>.word,
            "`fitted` where assumed figures were chosen so that it comes out, else `predicted`"),
        make: WrittenReported.init)
}
