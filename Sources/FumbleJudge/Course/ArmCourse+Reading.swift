import FumbleModel

extension ArmCourse {
    /// How an arm went, read off its record.
    init(of record: ArmRecord, courses: [OperationCourse], fleet: FleetSpec) {
        let names = FleetNames(fleet)
        self.init(
            names: names, events: record.events, windows: record.windows, end: record.end,
            phases: Self.phases(in: record), deeds: DeedReader(record).deeds,
            answers: record.commands.flatMap(Self.marks), alarms: Self.alarms(in: record),
            milestones: MilestoneReader(record, courses: courses, names: names).milestones,
            stages: StageReader(record, fleet: fleet).stages)
    }

    private static func phases(in record: ArmRecord) -> [PhaseSpan] {
        var begun: [(phase: RunPhase, at: Instant, place: Int)] = []
        for (place, event) in record.events.enumerated() {
            if case .phase(let phase) = event.what { begun.append((phase, event.at, place)) }
        }
        return begun.enumerated().map { index, phase in
            PhaseSpan(
                phase: phase.phase, from: phase.at,
                until: index + 1 < begun.count ? begun[index + 1].at : record.end,
                trace: .event(phase.place))
        }
    }

    /// One mark for each guard and each sort of answer that it gave to a command.
    private static func marks(of command: CommandRecord) -> [GuardMark] {
        var marks: [GuardMark] = []
        for review in command.reviews {
            let (verb, reason) = words(for: review.answer.decision)
            let place = marks.firstIndex { $0.name == review.answer.name && $0.verb == verb }
            guard let place else {
                marks.append(
                    GuardMark(
                        name: review.answer.name, verb: verb, line: command.line, reason: reason,
                        at: review.at, decidedIn: review.answer.decidedIn, count: 1,
                        trace: .event(review.event)))
                continue
            }
            let mark = marks[place]
            marks[place] = GuardMark(
                name: mark.name, verb: verb, line: mark.line, reason: mark.reason ?? reason,
                at: mark.at, decidedIn: max(mark.decidedIn, review.answer.decidedIn),
                count: mark.count + 1, trace: mark.trace)
        }
        return marks
    }

    private static func words(for decision: GuardDecision) -> (GuardMark.Verb, String?) {
        switch decision {
        case .allow: (.allows, nil)
        case .clamp(_, let reason): (.clamps, reason)
        case .hold(_, let reason): (.holds, reason)
        case .refuse(let reason): (.refuses, reason)
        case .warn(let reason): (.warns, reason)
        }
    }

    private static func alarms(in record: ArmRecord) -> [AlarmSpan] {
        var spans: [AlarmSpan] = []
        for (place, event) in record.events.enumerated() {
            guard case .alarm(let name, let isRaised, let reading) = event.what else { continue }
            let open = spans.lastIndex { $0.name == name && $0.until == nil }
            if isRaised, open == nil {
                spans.append(
                    AlarmSpan(
                        name: name, reading: reading, from: event.at, until: nil,
                        trace: .event(place)))
            } else if !isRaised, let open {
                let span = spans[open]
                spans[open] = AlarmSpan(
                    name: name, reading: span.reading, from: span.from, until: event.at,
                    trace: span.trace)
            }
        }
        return spans
    }
}
