import FumbleModel

/// What was done to the fleet, with its length: faults until their revert, lines until their last
/// batch.
struct DeedReader {
    let deeds: [ArmCourse.Deed]

    init(_ record: ArmRecord) {
        var deeds = Self.faultsAndResponses(in: record)
        deeds += record.commands.filter { !$0.isAutomatic || $0.applied > 0 }.map(Self.line)
        self.deeds = deeds.enumerated().sorted { left, right in
            (left.element.from, left.offset) < (right.element.from, right.offset)
        }.map(\.element)
    }

    private static func line(_ command: CommandRecord) -> ArmCourse.Deed {
        let last = command.batches.last { $0.servers > 0 }?.at ?? command.at
        return ArmCourse.Deed(
            kind: .line, title: command.line, from: command.at, until: last,
            trace: .event(command.event))
    }

    private static func faultsAndResponses(in record: ArmRecord) -> [ArmCourse.Deed] {
        let typed = record.commands.map(\.path)
        let injected = record.events.compactMap { event in
            if case .injected(let path, _, _) = event.what { path } else { nil }
        }
        var deeds: [ArmCourse.Deed] = []
        for (place, event) in record.events.enumerated() {
            switch event.what {
            case .injected(_, let kind, let servers):
                let whom = servers > 0 ? " on \(Words.servers(servers))" : ""
                deeds.append(
                    ArmCourse.Deed(
                        kind: .fault, title: kind + whom, from: event.at,
                        until: revert(of: event, at: place, in: record), trace: .event(place)))
            case .responded(_, _, let summary):
                deeds.append(
                    ArmCourse.Deed(
                        kind: .response, title: summary, from: event.at, until: event.at,
                        trace: .event(place)))
            case .step(let path, _, let summary):
                guard !typed.contains(path), !injected.contains(path) else { continue }
                deeds.append(
                    ArmCourse.Deed(
                        kind: .step, title: summary, from: event.at, until: event.at,
                        trace: .event(place)))
            default: continue
            }
        }
        return deeds
    }

    private static func revert(of event: RunEvent, at place: Int, in record: ArmRecord) -> Instant?
    {
        guard case .injected(let path, let kind, _) = event.what else { return nil }
        return record.events[place...].first { $0.what == .reverted(path: path, kind: kind) }?.at
    }
}
