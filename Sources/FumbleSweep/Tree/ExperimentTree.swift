package import FumbleDocument
package import FumbleModel

/// An experiment's file as something that can be cut down: inputs in their places, loops written
/// out, nothing else changed.
package struct ExperimentTree: Sendable {
    package let root: Node
    /// What was given for inputs that the file does not declare: they are those of its fleet's file.
    package let settings: [Plan.Input]

    /// - Parameters:
    ///   - given: what was set for inputs when the experiment was run.
    ///   - writesOutLoops: else a loop stays one step.
    package init(of root: Node, given: [Plan.Input], writesOutLoops: Bool = true) {
        let placed = InputsInPlace.put(into: root, given: given)
        settings = placed.settings
        let steps = MethodSteps(of: placed.root)
        self.root = writesOutLoops ? steps.withLoopsWrittenOut.root : placed.root
    }
}
