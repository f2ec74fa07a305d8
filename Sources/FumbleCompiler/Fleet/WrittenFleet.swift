internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// A fleet file as it is written: every value read, no name looked up.
///
/// What could not be read is left out, and was reported; `nil` is a whole section that is wrong.
struct WrittenFleet: Sendable {
    let name: Located<String>
    let environment: String
    let zones: [Located<String>]
    let subsystems: [MapEntry<WrittenSubsystem>]?
    let servers: [WrittenGroup?]?
    let operations: [MapEntry<WrittenOperation>]
    let dependents: [WrittenDependent]
    let alarms: [MapEntry<WrittenAlarm>]
    let promises: [MapEntry<Chosen<any Promise>>]
    let playbook: [MapEntry<WrittenEntry>]
    let windows: [MapEntry<WrittenWindow>]
    let guards: [MapEntry<WrittenGuard>]
    let noticesAfter: TimeSpan
    let automation: [MapEntry<WrittenAutomation>]
    let processes: WrittenProcesses?

    private static let usualNotice = TimeSpan.seconds(10)

    /// - Parameter isInline: whether it stands in an experiment's own file.
    static func record(_ catalog: Catalog, isInline: Bool = false) -> Record<WrittenFleet> {
        Record(
            "fleet", summary: "A fleet: what there is, what clients ask, and who keeps it safe.",
            FileHeader.fleet.field(isInline: isInline),
            Field<Located<String>?>.needed("name", Shape<String>.name.located, "its name"),
            Field<String>.defaulted(
                "environment", Shape<String>.name.orElse("prod"), to: "prod", written: "prod",
                "the environment it is: a line for another one does not reach it"),
            Field<[Located<String>]>.defaulted(
                "zones", Shape.list(of: Shape<String>.name.located).orElse([]), to: [],
                written: "[]", "its failure domains"),
            Field<InputsRead>.defaulted(
                "inputs", InputDeclaration.field, to: InputsRead(), written: "{}",
                "values that `--set` and sweeps can change"),
            Field<[MapEntry<WrittenSubsystem>]?>.needed(
                "subsystems", Shape.readable(mapOf: .record(WrittenSubsystem.record)),
                "its duties"),
            Field<[WrittenGroup?]?>.needed(
                "servers", Shape.readable(listOf: .record(WrittenGroup.record)),
                "its servers, in groups"),
            section("operations", .record(WrittenOperation.record), "what clients ask"),
            Field<[WrittenDependent]>.defaulted(
                "dependents",
                Shape.readable(listOf: .record(WrittenDependent.record)).map {
                    $0.compactMap { $0 }
                }
                .orElse([]),
                to: [], written: "[]", "others that queue work while it is down"),
            section("alarms", .record(WrittenAlarm.record(catalog)), "what calls its people"),
            section(
                "promises", WrittenPromise.shape(catalog.promises),
                "what must be true of it, judged without asking any guard"),
            section("playbook", .record(WrittenEntry.record), "its known-good commands"),
            section(
                "windows", .record(WrittenWindow.record),
                "where its people type, all of them if any: shells, hosts, sessions"),
            section(
                "guards", .record(WrittenGuard.record(catalog.guards)),
                "the mechanisms that keep its promises"),
            Field<TimeSpan>.defaulted(
                "health-check", healthCheck.orElse(usualNotice), to: usualNotice,
                written: "{notices-after: \(usualNotice)}",
                "how long requests still go to a server that no longer answers"),
            Field<WrittenProcesses?>.defaulted(
                "processes", WrittenProcesses.shape.orElse(nil), to: nil, written: "none",
                "how the same fleet is started for real on this machine"),
            section(
                "automation", .record(WrittenAutomation.record),
                "what it does by itself, on a clock or about alarms; in every arm alike"),
            makeAt: {
                span, _, name, environment, zones, _, subsystems, servers, operations, dependents,
                alarms, promises, playbook, windows, guards, noticesAfter, processes, automation in
                WrittenFleet(
                    name: name ?? Located(value: "", span: span), environment: environment,
                    zones: zones, subsystems: subsystems,
                    servers: servers, operations: operations, dependents: dependents,
                    alarms: alarms, promises: promises, playbook: playbook, windows: windows,
                    guards: guards, noticesAfter: noticesAfter, automation: automation,
                    processes: processes)
            })
    }

    private static func section<Element: Sendable>(
        _ name: String, _ shape: Shape<Element>, _ doc: String
    ) -> Field<[MapEntry<Element>]> {
        .defaulted(
            name, Shape.readable(mapOf: shape).orElse([]), to: [], written: "{}", doc)
    }

    private static let healthCheck = Shape.record(
        Record(
            "health-check", summary: "How the fleet finds servers that no longer answer.",
            Field<TimeSpan>("notices-after", .runLength, "how long a dead server is still asked"),
            make: { $0 }))
}
