import FumbleModel

/// What a recovery comes to in a table cell; a cell that is nil has nothing to say.
struct RecoveryWords {
    private let recovery: Recovery
    /// Whether the arm ended before its time: what was not seen by then is not known.
    private let isCut: Bool

    init(_ recovery: Recovery, isCut: Bool = false) {
        self.recovery = recovery
        self.isCut = isCut
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
        if recovery.isDisturbed { return nil }
        return isCut ? CutOff.words : Self.undisturbed
    }

    var detected: String? {
        if let time = recovery.timeToDetect { return PeopleTime.text(time) }
        guard recovery.isUndetected else { return nil }
        return isCut ? CutOff.words : "undetected"
    }

    var healed: String? {
        if let time = recovery.timeToHeal { return PeopleTime.text(time) }
        return recovery.rodeThrough ? "rode through" : nil
    }

    static let undisturbed = "undisturbed"

    private var overObserved: String { "more than \(PeopleTime.text(recovery.observedFor))" }
}
