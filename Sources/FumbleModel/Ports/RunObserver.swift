/// Somebody who is told of a run as it goes: the journal, the terminal.
package protocol RunObserver: Sendable {
    func record(_ event: RunEvent, in arm: Arm) async
    func record(_ window: WindowSample, in arm: Arm) async
}
