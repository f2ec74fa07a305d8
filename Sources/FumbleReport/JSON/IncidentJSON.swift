import FumbleModel

/// An outage that an experiment tells again, as part of the verdict's document.
struct IncidentJSON {
    private let incident: IncidentVerdict

    init(_ incident: IncidentVerdict) {
        self.incident = incident
    }

    var value: JSONValue {
        let spec = incident.spec
        return .object([
            ("name", .string(spec.name)),
            ("date", .string(spec.date)),
            ("sources", texts(spec.sources)),
            ("slip", .string(spec.slip)),
            ("guard", .string(spec.guarded)),
            ("facts", texts(spec.facts)),
            ("assumed", texts(spec.assumed)),
            ("arm", .string(incident.arm.rawValue)),
            ("recovery", .array(incident.times.map(time))),
        ])
    }

    private func texts(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }

    private func time(_ time: IncidentVerdict.Time) -> JSONValue {
        .object([
            ("operation", .text(time.operation)),
            ("is", .string(time.reported.measure.rawValue)),
            ("reported_s", .seconds(time.reported.time)),
            ("simulated_s", .seconds(time.simulated)),
            ("basis", .string(time.reported.basis.rawValue)),
        ])
    }
}
