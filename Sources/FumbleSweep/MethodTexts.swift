package import FumbleDocument
package import FumbleModel

/// The parts of an experiment's file that say what is done and how it is measured: two sweeps can be
/// compared only where they are alike. What is expected, claimed and allowed may differ, and the fleet.
package enum MethodTexts {
    private static let others: Set<String> = [
        "fumble", "name", "claim", "fleet", "inputs", "expect", "may-touch", "stop-when", "when",
        "explore", "incident",
    ]

    /// Each part's name and its text with the values of inputs in their places, by name.
    package static func parts(
        of root: Node, given: [Plan.Input]
    ) -> [(name: String, text: String)] {
        let tree = ExperimentTree(of: root, given: given, writesOutLoops: false)
        return (tree.root.entries ?? []).filter { !others.contains($0.name) }
            .map { ($0.name, YAMLWriter.text($0.value)) }
            .sorted { $0.name < $1.name }
    }
}
