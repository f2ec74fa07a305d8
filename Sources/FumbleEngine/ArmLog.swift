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

    mutating func record(_ window: WindowSample) async {
        windows.append(window)
        for observer in observers { await observer.record(window, in: arm) }
    }
}
