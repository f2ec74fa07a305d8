internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleModel
internal import FumbleSweep

/// The smallest experiment as a file: what it came from at its head, and on each step and number
/// what it is needed for.
struct ShrunkFile {
    private let shrunk: Shrunk
    private let goal: ShrinkGoal
    private let header: RunHeader
    private let settings: [Plan.Input]
    private let steps: Int
    /// The path of the fleet's file when the run was made; empty: the fleet stands in the experiment.
    private let fleetName: String

    init(_ shrunk: Shrunk, of old: StoredVerdict, goal: ShrinkGoal, settings: [Plan.Input]) {
        self.shrunk = shrunk
        self.goal = goal
        header = old.stored.run.header
        self.settings = settings
        steps = old.compiled.plan.method.count
        fleetName = old.stored.sources.fleet.name
    }

    /// - Parameter fleet: what stands for the path of the fleet's file; nil: it has none.
    func text(fleet: String?) -> String {
        let path = NodePath().key("fleet")
        // What is left of a finding is looked at, not run at dates; and its calendars lie elsewhere.
        let method = shrunk.root.without("when")
        let root = fleet.map { method.replacing(path, withText: $0) } ?? method
        return head + YAMLWriter.text(root, notes: shrunk.notes)
    }

    /// The command that runs it again.
    func again(as file: String) -> String {
        Sweep.again(file, seed: header.seed, settings)
    }

    /// The path of the fleet's file from that of this one; nil: it is none.
    func fleet(from file: String) -> String? {
        guard !fleetName.isEmpty else { return nil }
        return RelativePath.of(fleetName, from: file)
    }

    private var head: String {
        let left = shrunk.root["method"]?.elements?.count ?? 0
        return """
            # The smallest method that was found in \(shrunk.runs) runs: \(left) of \(steps) \
            step\(steps == 1 ? "" : "s") of run \(header.id).
            # `\(again(as: "FILE"))` deviates as that run did, in
            \(goal.paths.map { "#   \($0)" }.joined(separator: "\n"))

            """
    }
}
