import FumbleModel

/// The events that are told of while a run goes on, in words.
struct LiveWords {
    private let names: FleetNames

    init(_ names: FleetNames) {
        self.names = names
    }

    /// - Returns: nil: it is not worth a line.
    func text(of what: RunEvent.What) -> String? {
        switch what {
        case .phase(let phase): "\(phase.rawValue) begins"
        case .injected(_, let kind, let servers):
            servers > 0
                ? "\(kind) injected into \(PeopleNumber.count(servers, "server"))"
                : "\(kind) injected"
        case .reverted(_, let kind): "\(kind) reverted"
        case .typed(_, _, let line, _, _): "typed: \(line)"
        case .decided(let answer): text(of: answer)
        case .ended(_, let servers, let how):
            servers > 0
                ? "\(ReportWords.ending(how)): \(PeopleNumber.count(servers, "server")) acted on"
                : ReportWords.ending(how)
        case .alarm(let name, let isRaised, let reading):
            "alarm \(name) \(isRaised ? "raised" : "cleared"): \(reading)"
        case .seen(let alarm, let by): "\(by) sees \(alarm)"
        case .responded(_, _, let summary): "response: \(summary)"
        case .fleet(.stopped(let subsystem)): "\(names[subsystem]) stops answering"
        case .fleet(.began(let subsystem)): "\(names[subsystem]) begins to serve"
        case .fleet(.whole(let subsystem)): "\(names[subsystem]) is whole"
        case .note(let text): text
        case .step, .applied, .fleet, .acted: nil
        }
    }

    private func text(of answer: GuardAnswer) -> String {
        switch answer.decision {
        case .allow: "\(answer.name) allows it"
        case .clamp(let limit, let reason): "\(answer.name) clamps it to \(limit): \(reason)"
        case .hold(_, let reason): "\(answer.name) holds it: \(reason)"
        case .refuse(let reason): "\(answer.name) refuses it: \(reason)"
        case .warn(let reason): "\(answer.name) warns: \(reason)"
        }
    }
}
