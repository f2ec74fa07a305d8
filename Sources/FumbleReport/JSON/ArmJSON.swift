import FumbleModel

/// What one arm showed, as JSON.
struct ArmJSON {
    private let arm: ArmVerdict
    private let isCounted: Bool

    /// - Parameter isCounted: whether it is known how many events it had.
    init(_ arm: ArmVerdict, isCounted: Bool) {
        self.arm = arm
        self.isCounted = isCounted
    }

    var value: JSONValue {
        .object(
            [
                ("promises", promises),
                ("recovery", recovery),
                ("commands", .array(arm.commands.map(command))),
                ("dependents", .array(arm.dependents.map(dependent))),
                ("blind", .array(arm.blind.map(spell))),
                ("capacity", .array(arm.capacity.map(capacity))),
                ("timeline", .array(arm.timeline.map(entry))),
                ("milestones", .array(arm.course.milestones.map(milestone))),
                ("stages", .array(arm.course.stages.map(stage))),
                ("acknowledged_writes_lost", .int(arm.writesLost)),
                ("writes", ClientsJSON.writes(arm)),
                ("load", ClientsJSON.load(arm)),
                ("actions_late", ClientsJSON.spread(arm.actions)),
                ("data_lost", .array(arm.data.map(data))),
                ("measures", measures),
            ] + JSONValue.events(isCounted ? (arm.events, arm.eventsHash) : nil)
                + (arm.cutAt.map { [("cut_off_at_s", .seconds($0))] } ?? []))
    }

    var promises: JSONValue { .array(arm.promises.map(promise)) }

    var recovery: JSONValue {
        RecoveryJSON(isCut: arm.cutAt != nil).value(arm.recovery, byOperation: arm.byOperation)
    }

    var measures: JSONValue {
        .object(arm.measures.map { ($0.name, measure($0)) })
    }

    /// Times in seconds; the quantiles asked for are `p50`, `p99.9`.
    private func measure(_ reading: MeasureReading) -> JSONValue {
        .object(
            [
                ("mean", number(reading.mean)), ("sd", number(reading.standardDeviation)),
            ]
                + reading.quantiles.map {
                    (ReportWords.quantile($0.at), JSONValue.number($0.value))
                } + [
                    ("probability", number(reading.probability)),
                    ("weight", .number(reading.weight)),
                ] + (reading.lacks.map { [("lacks", JSONValue.string($0))] } ?? []))
    }

    private func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

    /// `minimum` and `lowest` are what a promise about capacity calls `limit` and `worst`.
    private func promise(_ result: PromiseResult) -> JSONValue {
        .object([
            ("promise", .string(result.promise)),
            ("subsystem", .text(result.subsystem)),
            ("operation", .text(result.operation)),
            (
                "result",
                .string(!result.isKept ? "broken" : arm.cutAt == nil ? "kept" : CutOff.words)
            ),
            ("minimum", level(result.limit, of: result)),
            ("lowest", level(result.worst, of: result)),
            ("limit", level(result.limit, of: result)),
            ("worst", level(result.worst, of: result)),
            ("unit", .string(result.unit.rawValue)),
            ("broken_at_s", .seconds(result.brokenAt)),
            ("below_for_s", .seconds(result.brokenFor)),
        ])
    }

    /// Servers as a whole number, a share as a fraction.
    private func level(_ level: Int, of result: PromiseResult) -> JSONValue {
        result.fraction(of: level).map { .number($0) } ?? .int(level)
    }

    private func command(_ command: CommandVerdict) -> JSONValue {
        .object([
            ("line", .string(command.line)),
            ("path", .string(command.path)),
            ("at_s", .seconds(command.at)),
            ("resolved", resolved(command.resolved)),
            ("applied", .int(command.applied)),
            ("ending", .string(ReportWords.ending(command.ending))),
            ("decided_in_s", .seconds(command.decidedIn)),
            ("by", .text(command.by)),
        ])
    }

    private func resolved(_ resolved: RunEvent.Resolved) -> JSONValue {
        switch resolved {
        case .servers(let count, _): .object([("to", "servers"), ("servers", .int(count))])
        case .deed(let summary): .object([("to", "deed"), ("summary", .string(summary))])
        case .elsewhere(let environment):
            .object([("to", "elsewhere"), ("environment", .string(environment))])
        case .notUnderstood(let reason):
            .object([("to", "nothing"), ("reason", .string(reason))])
        }
    }

    private func dependent(_ dependent: DependentVerdict) -> JSONValue {
        .object([
            ("dependent", .string(dependent.dependent)),
            ("most_queued", .number(dependent.mostQueued)),
            ("time_to_drain_s", .seconds(dependent.timeToDrain)),
        ])
    }

    /// `result`: `restored`, `restoring` at the end, or `lost`. `age_s` and `objects` are what is lost
    /// for good; null: not known, or, of an age, all of what was deleted.
    private func data(_ data: DataVerdict) -> JSONValue {
        let (result, age): (String, TimeSpan?) =
            switch data.lost {
            case .young(let age, _): ("restored", age)
            case .undecided: ("restoring", nil)
            case .all: ("lost", nil)
            }
        return .object([
            ("subsystem", .string(data.subsystem)),
            ("result", .string(result)),
            ("deleted_share", .number(data.deleted.fraction)),
            ("deleted_objects", .int(Int(clamping: data.objects))),
            ("age_s", .seconds(age)),
            ("objects", data.objectsLost.map { .int(Int(clamping: $0)) } ?? .null),
            ("time_to_restore_s", .seconds(data.timeToRestore)),
        ])
    }

    private func spell(_ spell: BlindSpell) -> JSONValue {
        .object([
            ("subsystem", .string(spell.subsystem)),
            ("from_s", .seconds(spell.from)),
            ("until_s", .seconds(spell.until)),
        ])
    }

    private func capacity(_ course: CapacityCourse) -> JSONValue {
        .object([
            ("subsystem", .string(course.subsystem)),
            ("full", .int(course.full)),
            ("minimum", .int(course.minimum)),
            ("lowest", .int(course.lowest.min() ?? course.full)),
            ("last", .int(course.lowest.last ?? course.full)),
        ])
    }

    private func entry(_ entry: TimelineEntry) -> JSONValue {
        .object(
            [
                ("at_s", .seconds(entry.at)), ("text", .string(entry.text)),
                ("weight", .string(entry.weight.rawValue)),
            ] + (entry.trace.map { [place(of: $0)] } ?? []))
    }

    private func milestone(_ milestone: ArmCourse.Milestone) -> JSONValue {
        .object([
            ("milestone", .string(milestone.kind.rawValue)),
            ("operation", .text(milestone.operation)), ("at_s", .seconds(milestone.at)),
            place(of: milestone.trace),
        ])
    }

    /// `spells`: from, until, and the places of what they begin and end with.
    private func stage(_ stage: RecoveryStage) -> JSONValue {
        let spells = stage.spells.map { spell in
            JSONValue.object([
                ("from_s", .seconds(spell.from)), ("until_s", .seconds(spell.until)),
                ("cut_off", .bool(spell.isCutOff)),
                ("begins", .object([place(of: spell.begins)])),
                ("ends", spell.ends.map { .object([place(of: $0)]) } ?? .null),
            ])
        }
        return .object([
            ("stage", .string(stage.kind.rawValue)), ("of", .text(stage.of)),
            ("length_s", .seconds(stage.length)), ("spells", .array(spells)),
        ])
    }

    /// `event` or `window`: the place in the arm, counted from 0, as in `run.jsonl`.
    private func place(of trace: Trace) -> (String, JSONValue) {
        switch trace {
        case .event(let place): ("event", .int(place))
        case .window(let place): ("window", .int(place))
        }
    }
}
