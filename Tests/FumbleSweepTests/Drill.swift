import FumbleDocument
import FumbleModel
import FumbleSweep
import Testing

/// Experiments as texts, and what they would show if only one thing in them mattered.
enum Drill {
    static func tree(_ text: String) throws -> Node {
        try YAMLReader.read(Array(text.utf8), file: "drill.yaml").root
    }

    static func method(_ text: String) throws -> Node {
        try tree("fumble: experiment/v1\nmethod:\n" + text + "\nexpect: {get: undisturbed}\n")
    }

    /// When the last of some steps begins, if none of them waits.
    static func start(ofLast steps: [Node]) -> TimeSpan {
        var reading = Reading()
        return steps.reduce(.zero) { before, step in
            let at = step["at"].flatMap { Shape<TimeSpan>.duration.read($0, &reading) }
            let pause = step["after"].flatMap { Shape<TimeSpan>.duration.read($0, &reading) }
            return at ?? before + (pause ?? .zero)
        }
    }

    static func text(of node: Node?) -> String { node?.scalar?.text ?? "" }

    /// The steps of a tree, each on one line in its own way.
    static func lines(_ root: Node) -> [String] {
        (root["method"]?.elements ?? []).map { YAMLWriter.text($0) }
    }
}

/// Deviates when a crash of some subsystem takes at least so many servers for at least so long, and
/// counts how often it is asked.
final class Oracle: Sendable {
    let of: String
    let servers: Int
    let lasting: TimeSpan

    init(of: String, servers: Int, lasting: TimeSpan) {
        self.of = of
        self.servers = servers
        self.lasting = lasting
    }

    func trial(of text: String) -> Trial {
        guard let root = try? Drill.tree(text) else { return .other("it cannot be read") }
        let isMet = (root["method"]?.elements ?? []).contains { step in
            guard let crash = step["fault"]?["crash"], Drill.text(of: crash["of"]) == of else {
                return false
            }
            var reading = Reading()
            let count = crash["count"].flatMap { Shape<Int>.servers.read($0, &reading) } ?? 0
            let lasts = step["for"].flatMap { Shape<TimeSpan>.duration.read($0, &reading) }
            return count >= servers && (lasts ?? .zero) >= lasting
        }
        return isMet ? .same : .other("nothing deviates")
    }

    func shrink(_ root: Node, mostRuns: Int = Shrinker.usualMostRuns) async -> Shrunk {
        await Shrinker.shrink(root, mostRuns: mostRuns) { texts in texts.map(self.trial) }
    }
}
