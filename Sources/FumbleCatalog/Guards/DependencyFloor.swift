internal import FumbleDocument
internal import FumbleModel

/// Keeps what other subsystems stand on well above its own minimum.
///
/// A floor of each subsystem by itself lets the one that all others need go down to the same line as
/// one that nobody needs. It counts as the capacity floor does: what served a view's lag ago, less
/// what the control plane has let go since.
struct DependencyFloor: Guard {
    let atLeast: Share
    let needs: Set<Need>
    let viewLag: TimeSpan

    enum Need: String, CaseIterable, Sendable {
        case serve = "to-serve"
        case start = "to-start"
        case operate = "to-operate"
    }

    static let kind = Kind<any Guard>(
        "dependency-floor",
        summary: "Refuses what would leave too little of a subsystem that others need.",
        example: "{dependency-floor: {at-least: 90%, needs: [to-serve, to-start]}}",
        .required(
            "at-least", ConfigShapes.someShare,
            "of a subsystem that another needs, the share that must go on serving"),
        .defaulted(
            "needs", .listOrOne(of: Shape<Need>.word), to: Need.allCases,
            written: "[to-serve, to-start, to-operate]", "the needs that count"),
        .defaulted(
            "view-lag", .duration, to: .zero, written: "0s",
            "how old the counts are that it sees")
    ) { DependencyFloor(atLeast: $0, needs: Set($1), viewLag: $2) }

    var holes: [KnownHole] {
        [
            KnownHole(.oneBelow, "a subsystem that nobody needs is not looked at"),
            KnownHole(.staleData, "what died since its view was true still counts"),
            KnownHole(.twoOperators, "restarts that begin at one instant do not see each other"),
        ]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.takesServersAway else { return .allow }
        let subsystems = view.fleet.subsystems.indices.map { SubsystemID($0) }
        let margins = subsystems.map { id in
            dependents(on: id, view).isEmpty ? Int.max : view.left(of: id) - floor(of: id, view)
        }
        let allowed = request.allowed(within: margins, in: view)
        guard allowed < request.servers.count else { return .allow }
        guard let (worst, going) = request.worst(over: margins, in: view) else { return .allow }
        let reason = """
            \(request.countInWords) would leave `\(view.fleet[worst].name)` with \
            \(view.left(of: worst) - going) of \(view.topology.capacity(of: worst)) \
            servers, and \(dependents(on: worst, view).joined(separator: ", ")) need at least \
            \(floor(of: worst, view))
            """
        return request.breach(allowed: allowed, next: nil, at: now, reason: reason)
    }

    private func floor(of subsystem: SubsystemID, _ view: FleetView) -> Int {
        atLeast.rounded(up: view.topology.capacity(of: subsystem))
    }

    /// The subsystems that need one, by name.
    private func dependents(on subsystem: SubsystemID, _ view: FleetView) -> [String] {
        view.fleet.subsystems.filter { other in
            (needs.contains(.serve) && other.needs.toServe.contains(subsystem))
                || (needs.contains(.start) && other.needs.toStart.contains(subsystem))
                || (needs.contains(.operate) && other.needs.toOperate.contains(subsystem))
        }.map { "`\($0.name)`" }
    }
}

extension FleetView {
    /// Servers of a subsystem that serve by this view, less those that were let go since it was true.
    func left(of subsystem: SubsystemID) -> Int {
        let since = ledger.lazy.filter { $0.at > tally.at }.map { $0.bySubsystem[subsystem.index] }
        return tally.serving[subsystem.index] - since.reduce(0, +)
    }
}
