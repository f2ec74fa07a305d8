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
        return notes
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
