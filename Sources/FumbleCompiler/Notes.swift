internal import FumbleDocument
internal import FumbleModel

/// What an author should know of files without mistakes.
enum Notes {
    static func of(_ draft: ExperimentDraft) -> [CompilerNote] {
        var notes = of(draft.fleet)
        if let stop = draft.written.stopWhen, !stop.value.isEmpty, draft.kind == .simulated {
            notes.append(
                CompilerNote(
                    position: stop.position,
                    message: "`stop-when` is noted: a simulated fleet needs no brake"))
        }
        if draft.kind == .processes, !draft.fleet.spec.dependents.isEmpty {
            let names = draft.fleet.spec.dependents.map { "`\($0.name)`" }
            notes.append(
                CompilerNote(
                    position: draft.written.name.position,
                    message:
                        "on real processes nobody queues work: \(names.joined(separator: ", ")) "
                        + "\(names.count == 1 ? "is" : "are") left out"))
        }
        if let asOf = draft.written.asOf {
            notes.append(
                CompilerNote(
                    position: asOf.position,
                    message: "the fleet is as it will be in \(asOf.value), if nothing of it is "
                        + "restarted until then; all times count from there"))
        }
        return notes + crowded(draft) + coldInFlow(draft)
    }

    /// Subsystems that are asked for more than they can do, with queues that grow without a bound.
    private static func crowded(_ draft: ExperimentDraft) -> [CompilerNote] {
        guard draft.plan.traffic == .requests else { return [] }
        let fleet = draft.fleet
        return zip(fleet.spec.subsystems, OfferedLoad(fleet.spec).work).enumerated()
            .compactMap { index, pair in
                let (subsystem, work) = pair
                let slots = fleet.capacity(of: index) * subsystem.slots
                guard subsystem.queue.limit == nil, work >= Double(slots), work > 0 else {
                    return nil
                }
                let percent = PlainNumber.text((work / Double(slots) * 1_000).rounded() / 10)
                return CompilerNote(
                    position: subsystem.position,
                    message: "clients ask \(percent)% of what `\(subsystem.name)` can do, and its "
                        + "queue has no limit: it grows for as long as the run lasts")
            }
    }

    /// Cold caches that let too much through, where clients are a flow: that knows no queue of
    /// requests that nobody waits for any more, so it always warms them again.
    private static func coldInFlow(_ draft: ExperimentDraft) -> [CompilerNote] {
        guard draft.plan.traffic == .flow else { return [] }
        let fleet = draft.fleet
        return fleet.spec.subsystems.enumerated().compactMap { index, subsystem in
            let sketch = CacheSketch(SubsystemID(index), of: fleet.spec, fleet.topology)
            guard let sketch, sketch.cold > sketch.capacity else { return nil }
            let share = sketch.cold.perSecond / sketch.capacity.perSecond
            let percent = PlainNumber.text((share * 1_000).rounded() / 10)
            return CompilerNote(
                position: subsystem.position,
                message: "with `\(sketch.cache)` cold clients ask \(percent)% of what "
                    + "`\(sketch.protects)` can do: only `traffic: requests` shows whether it "
                    + "stays cold")
        }
    }

    static func of(_ fleet: FleetDraft) -> [CompilerNote] {
        StartCircles.find(in: fleet.spec).map { circle in
            let names = circle.map { "`\(fleet.spec[$0].name)`" }.joined(separator: ", ")
            return CompilerNote(
                position: fleet.spec[circle[0]].position,
                message: "\(names) need each other to start: once all of them are down, none can")
        }
    }
}
