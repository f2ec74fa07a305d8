internal import FumbleDocument
internal import FumbleJudge
internal import FumbleModel

/// Measured numbers as nodes of a fleet's file.
enum LengthNode {
    /// No file has them: they are written, never marked.
    private static let nowhere = SourceSpan(
        start: SourcePosition(file: "", line: 1, column: 1),
        end: SourcePosition(file: "", line: 1, column: 1))

    static func scalar(_ text: String) -> Node { .scalar(text, at: nowhere) }

    static func mapping(_ entries: [(String, Node)]) -> Node {
        Node(
            span: nowhere,
            content: .mapping(entries.map { Node.Entry(key: scalar($0), value: $1) }))
    }

    static func text(_ value: RestartFit.Value) -> String {
        switch value {
        case .time(let span): "\(span)"
        case .bytes(let rate): "\(rate)"
        case .objects(let rate): "\(rate)"
        }
    }

    /// - Parameter distribution: how a boot varies by the file; it varies as much about its new mean.
    static func value(of fit: RestartFit, varying distribution: Distribution?) -> Node {
        guard fit.phase == .boot, case .time(let mean) = fit.value else {
            return scalar(text(fit.value))
        }
        return length(mean, varying: distribution)
    }

    /// One length for the whole path where it is one, else one for each subsystem of it.
    static func service(of operation: OperationSpec, _ fit: ServiceFit, in fleet: FleetSpec) -> Node
    {
        let steps = zip(operation.path, fit.services)
        if Set(fit.services).count == 1, Set(operation.path.map(\.varies)).count == 1,
            let first = operation.path.first, let service = fit.services.first
        {
            return length(service, varying: first.varies)
        }
        var seen: Set<SubsystemID> = []
        let once = steps.filter { seen.insert($0.0.subsystem).inserted }
        return mapping(
            once.map { step, service in
                (fleet[step.subsystem].name, length(service, varying: step.varies))
            })
    }

    private static func length(_ mean: TimeSpan, varying distribution: Distribution?) -> Node {
        switch distribution {
        case nil, .deterministic, .empirical: scalar("\(mean)")
        case .exponential: mapping([("exponential", scalar("\(mean)"))])
        case .erlang(_, let phases): shaped("erlang", mean, "phases", "\(phases)")
        case .lognormal(_, let scv): shaped("lognormal", mean, "scv", PlainNumber.text(scv))
        case .hyperexponential(_, let scv):
            shaped("hyperexponential", mean, "scv", PlainNumber.text(scv))
        case .weibull(_, let shape): shaped("weibull", mean, "shape", PlainNumber.text(shape))
        }
    }

    private static func shaped(
        _ kind: String, _ mean: TimeSpan, _ name: String, _ value: String
    ) -> Node {
        mapping([(kind, mapping([("mean", scalar("\(mean)")), (name, scalar(value))]))])
    }
}
