/// Somebody who is told of a run as it goes: the journal, the terminal.
package protocol RunObserver: Sendable {
    /// An arm begins; its fleet is not there yet.
    func begin(_ arm: Arm) async

    /// Something is about to be done to the fleet, and this is what undoes it.
    ///
    /// - Throws: why it is not written down; then it is not done.
    func foresee(_ undo: RunEvent, in arm: Arm) async throws(Unforeseen)

    func record(_ event: RunEvent, in arm: Arm) async
    func record(_ window: WindowSample, in arm: Arm) async

    /// An arm is over, and its fleet is gone.
    func end(_ arm: ArmRun) async
}

/// Who only looks on need not know how arms begin and end, nor what would undo what.
extension RunObserver {
    package func begin(_ arm: Arm) async {}
    package func foresee(_ undo: RunEvent, in arm: Arm) async throws(Unforeseen) {}
    package func end(_ arm: ArmRun) async {}
}

/// What undoes a thing could not be written down before it was done.
package struct Unforeseen: Error, Sendable, Hashable {
    /// Why, such as `cannot write Reports/runs/x/run.jsonl: No space left on device`.
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
