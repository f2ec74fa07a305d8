import FumbleModel

/// What a recovery comes to in a table cell; a cell that is nil has nothing to say.
struct RecoveryWords {
    private let recovery: Recovery

    init(_ recovery: Recovery) {
        self.recovery = recovery
    }

    /// How long nothing was answered; only where goodput fell to zero.
    var down: String? {
        if let time = recovery.timeToFirstSuccess { return PeopleTime.text(time) }
        return recovery.isCensored && recovery.depth <= 0 ? overObserved : nil
    }

    /// When every window was in tolerance again.
    var recovered: String? {
        if let time = recovery.timeToRecover { return PeopleTime.text(time) }
        if recovery.isCensored { return overObserved }
        return recovery.isDisturbed ? nil : "undisturbed"
    }

    var detected: String? {
        if let time = recovery.timeToDetect { return PeopleTime.text(time) }
        return recovery.isUndetected ? "undetected" : nil
    }

    var healed: String? {
        if let time = recovery.timeToHeal { return PeopleTime.text(time) }
        return recovery.rodeThrough ? "rode through" : nil
    }

    private var overObserved: String { "more than \(PeopleTime.text(recovery.observedFor))" }
}
