import FumbleModel

/// All that is written down of one arm; everybody who listens is told at once.
struct ArmLog: Sendable {
    let arm: Arm
    private let observers: [any RunObserver]
    private(set) var events: [RunEvent] = []
    private(set) var windows: [WindowSample] = []

    init(arm: Arm, observers: [any RunObserver]) {
        self.arm = arm
        self.observers = observers
    }

    mutating func record(_ what: RunEvent.What, at now: Instant) async {
        let event = RunEvent(at: now, what: what)
        events.append(event)
        for observer in observers { await observer.record(event, in: arm) }
    }

    /// Tells what undoes something before it is done; it is no event of the run itself.
    func foresee(_ undo: String, at now: Instant) async throws(Unforeseen) {
        let event = RunEvent(at: now, what: .note(undo))
        for observer in observers { try await observer.foresee(event, in: arm) }
    }

    func begin() async {
        for observer in observers { await observer.begin(arm) }
    }

    func end(_ run: ArmRun) async {
        for observer in observers { await observer.end(run) }
    }

    mutating func record(_ window: WindowSample) async {
        windows.append(window)
        for observer in observers { await observer.record(window, in: arm) }
    }
}
