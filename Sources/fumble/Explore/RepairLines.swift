internal import FumbleControl
internal import FumbleModel
internal import FumbleSlips

/// The lines with which people put a fleet right, typed after the worst that was found: no guard may
/// stop them.
struct RepairLines {
    private let scene: ExploreScene

    init(in scene: ExploreScene) {
        self.scene = scene
    }

    /// How long after the worst line they are typed.
    private static let pause = TimeSpan.minutes(10)

    private struct Line {
        let text: String
        let from: String
        let isMade: Bool
    }

    /// - Parameter typed: what was typed before, with no guard heeded.
    func tried(after typed: Neighbour.Typed, _ watch: SignalWatch) async -> [ExploredRepair] {
        let variant = VariantMethod(of: typed, in: scene)
        let worst = scene.effects.requests.first {
            $0.likeliest?.typed == typed
        }
        var repairs: [ExploredRepair] = []
        for line in lines(after: worst?.outcome) where watch.signal == nil {
            if case .notUnderstood(let error) = scene.reader.preview(line.text).outcome {
                repairs.append(
                    ExploredRepair(
                        line: line.text, from: line.from, isMade: line.isMade, stoppedBy: .none,
                        refusal: error.message))
                continue
            }
            let longer = variant.adding(
                line.text, after: Self.pause, like: scene.plan.method[scene.step])
            var runs = RequestRuns(
                longer.lookingAt(last: 1), in: scene, nothing: nil, interruption: watch)
            _ = await runs.outcome(heeding: .none)
            let guards = scene.plan.fleet.guards
            let stoppers = guards.indices.filter { place in
                runs.runs.first?.course.isStoppedForGood(by: guards[place].name) ?? false
            }
            repairs.append(
                ExploredRepair(
                    line: line.text, from: line.from, isMade: line.isMade,
                    stoppedBy: GuardSet(stoppers), refusal: nil))
        }
        return repairs
    }

    /// Lines that responses and automation type, and the shortest of each command that repairs.
    private func lines(after outcome: Effects.Outcome?) -> [Line] {
        let plan = scene.plan
        var lines: [Line] = []
        for (template, path) in plan.responses.map({ ($0.does, $0.path) })
            + plan.fleet.automation.map({ ($0.does, $0.path) })
        {
            if let line = template.line {
                lines.append(Line(text: line, from: path, isMade: false))
            }
        }
        for entry in plan.fleet.playbook where entry.does.verb.repairs {
            let text = scene.reader.example(of: entry.name) { name, role in
                value(of: role, after: outcome)
            }
            guard let text, !lines.contains(where: { $0.text == text }) else { continue }
            lines.append(Line(text: text, from: entry.name, isMade: true))
        }
        return lines
    }

    private func value(of role: LineField.Role, after outcome: Effects.Outcome?) -> String? {
        let fleet = scene.plan.fleet
        let deed: ResolvedDeed? =
            if case .asked(let asked) = outcome { asked.deed } else { nil }
        let subsystem = (deed?.subsystems.first).map { fleet[$0].name }
        let count = deed.map { max($0.servers.count, 1) } ?? 1
        switch role {
        case .environment: return fleet.environment
        case .subsystem: return subsystem ?? fleet.subsystems.first?.name
        case .operation: return fleet.operations.first?.name
        case .zone: return fleet.zones.first
        case .share: return "100%"
        case .count, .other: return "\(count)"
        case .flag: return nil
        }
    }
}

extension VerbName {
    /// Whether it puts things right: what no guard may stop.
    fileprivate var repairs: Bool {
        switch self {
        case .addServers, .restartServers, .fullRestart, .dropNeed, .cancelCommand, .restore,
            .rollbackConfig, .grantAccess, .announceRoute, .admit:
            true
        case .removeServers, .type, .deleteData, .pushConfig, .denyAccess, .withdrawRoute: false
        }
    }
}
