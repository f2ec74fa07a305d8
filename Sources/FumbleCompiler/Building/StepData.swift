internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// The subsystems whose data a step deletes, by a fault or by a line as meant or as typed.
enum StepData {
    static func deleted(by step: WrittenStep, _ fleet: FleetDraft) -> [SubsystemID] {
        let path = "method" + step.path
        switch step.action {
        case .type(let typing): return deleted(by: typing.line, path, fleet)
        case .inject(let chosen, _):
            if let line = chosen.value.typedLine { return deleted(by: line, path, fleet) }
            return chosen.value.commands(on: [], of: fleet.spec).compactMap { command in
                if case .deleteData(_, let subsystem) = command { subsystem } else { nil }
            }
        case .load, .waitUntil: return []
        }
    }

    private static func deleted(
        by line: TypedLine, _ path: String, _ fleet: FleetDraft
    ) -> [SubsystemID] {
        line.both.flatMap { text, window in
            let preview = Preview.of(
                text, in: window, fleet: fleet.spec, topology: fleet.topology, seed: 1, path: path)
            guard case .deed(_, let deed) = preview.outcome, deed.verb == .deleteData else {
                return [SubsystemID]()
            }
            return deed.subsystems
        }
    }
}
