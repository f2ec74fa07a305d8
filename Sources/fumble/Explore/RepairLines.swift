internal import FumbleControl
internal import FumbleModel
internal import FumbleSlips

/// The lines with which people put a fleet right, typed after the worst that was found: no guard may
/// stop them.
struct RepairLines {
    private let scene: ExploreScene
    /// Effects that do harm: a line that nobody wrote is none of them.
    private let harmful: [Effects.Outcome]
    /// What comes of the meant line, and of none.
    private let meant: Harm
    private let nothing: Harm

    init(in scene: ExploreScene, harmful: [Effects.Outcome], meant: Harm, nothing: Harm) {
        self.scene = scene
        self.harmful = harmful
        self.meant = meant
        self.nothing = nothing
    }

    /// How long after the worst line they are typed.
    private static let pause = TimeSpan.minutes(10)

    private struct Line {
        let text: String
        let from: String
        let isMade: Bool
    }

    /// - Parameter typed: what was typed before, with no guard heeded.
    /// - Returns: what became of each, and how many runs that took.
    func tried(
        after typed: Neighbour.Typed, _ watch: SignalWatch
    ) async -> (tried: [ExploredRepair], runs: Int) {
        let variant = VariantMethod(of: typed, in: scene)
        let worst = scene.effects.requests.first {
            $0.likeliest?.typed == typed
        }
        var repairs: [ExploredRepair] = []
        var count = 0
        for line in lines(after: worst?.outcome) where watch.signal == nil {
            if line.isMade {
                count += 1
                guard await doesNoHarm(line.text, watch) else { continue }
            }
            let longer = variant.adding(
                line.text, after: Self.pause, like: scene.plan.method[scene.step])
            var runs = RequestRuns(
                longer.lookingAt(last: 1), in: scene, nothing: nil, interruption: watch)
            _ = await runs.outcome(heeding: .none)
            count += 1
            let course = runs.runs.first?.course
            let guards = scene.plan.fleet.guards
            let stoppers = guards.indices.filter {
                course?.isStoppedForGood(by: guards[$0].name) ?? false
            }
            repairs.append(
                ExploredRepair(
                    line: line.text, from: line.from, isMade: line.isMade,
                    stoppedBy: GuardSet(stoppers), refusal: course?.failure))
        }
        return (repairs, count)
    }

    /// Whether a line does no harm that the meant one, or none at all, does not do.
    private func doesNoHarm(_ line: String, _ watch: SignalWatch) async -> Bool {
        let typed = Neighbour.Typed.line(line, window: scene.line.meantWindow)
        var runs = RequestRuns(
            VariantMethod(of: typed, in: scene), in: scene, nothing: nil, interruption: watch)
        let harm = await runs.outcome(heeding: .none)
        return !harm.isWorse(than: meant) || !harm.isWorse(than: nothing)
    }

    /// Lines that responses type, those of automation that repair, and the shortest of each command that
    /// does.
    private func lines(after outcome: Effects.Outcome?) -> [Line] {
        let plan = scene.plan
        var lines: [Line] = []
        for response in plan.responses {
            guard let line = response.does.line else { continue }
            lines.append(Line(text: line, from: response.path, isMade: false))
        }
        for automation in plan.fleet.automation {
            guard let line = automation.does.line,
                case .deed(_, let deed) = scene.reader.preview(line, in: nil).outcome,
                deed.verb.repairs
            else { continue }
            lines.append(Line(text: line, from: automation.path, isMade: false))
        }
        for entry in plan.fleet.playbook where entry.does.verb.repairs {
            let text = scene.reader.example(of: entry.name) { name, role in
                value(of: role, after: outcome)
            }
            guard let text, !lines.contains(where: { $0.text == text }), isRepair(text, of: entry)
            else { continue }
            lines.append(Line(text: text, from: entry.name, isMade: true))
        }
        return lines
    }

    /// Whether what was made up is about this fleet, says how many where that can be said, and is none of
    /// what does harm.
    private func isRepair(_ text: String, of entry: PlaybookEntry) -> Bool {
        let preview = scene.reader.preview(text, in: scene.line.meantWindow)
        guard case .deed = preview.outcome else { return false }
        let count = preview.arguments.first { $0.name == entry.does.count }
        if let count, (count.text ?? "").isEmpty { return false }
        let outcome = scene.outcome(of: .line(text, window: scene.line.meantWindow))
        return !harmful.contains(outcome)
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
        case .server: return servers(of: deed, in: fleet)
        case .operation: return fleet.operations.first?.name
        case .zone: return fleet.zones.first
        case .share: return "100%"
        case .count, .other: return "\(count)"
        case .flag: return nil
        }
    }

    /// What was taken away, where it can be named in one line; else nobody would name it.
    private func servers(of deed: ResolvedDeed?, in fleet: FleetSpec) -> String? {
        guard let servers = deed?.servers, !servers.isEmpty, servers.count <= Self.mostNamed else {
            return nil
        }
        return servers.map { fleet.serverNames[$0] }.joined(separator: ",")
    }

    private static let mostNamed = 100
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
