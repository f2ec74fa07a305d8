extension FleetCommand {
    /// Whether programs that know nothing of fumble can be made to do it, from outside.
    ///
    /// A need is dropped only where people need the other to operate: that is no matter of programs.
    package var isPossibleOnProcesses: Bool {
        switch self {
        case .remove, .add, .restart, .fullRestart, .crash, .stop, .start, .hang, .resume, .offer,
            .slow, .cutOff, .reconnect, .disturb, .soothe, .corrupt, .burden, .relieve, .call:
            true
        case .setNeed, .deleteData, .restore, .configure, .deny, .withdraw, .setReach, .admit:
            false
        }
    }

    /// What a fleet that is made of values would need for it; nil: it can do it.
    package var lacksOnSimulated: String? {
        switch self {
        case .disturb(_, .partition, _), .soothe(_, .partition, _): "askers to tell apart"
        case .disturb, .soothe: "connections"
        case .call: "programs"
        case .burden(_, let trouble), .relieve(_, let trouble): trouble.lacksOnSimulated
        default: nil
        }
    }

    /// Whether it needs something between the servers and those who ask them.
    package var isAboutLinks: Bool {
        switch self {
        case .disturb, .soothe, .cutOff, .reconnect: true
        default: false
        }
    }
}

extension VerbName {
    /// Whether programs that know nothing of fumble can be made to do it, from outside.
    package var isPossibleOnProcesses: Bool {
        switch self {
        case .removeServers, .addServers, .restartServers, .fullRestart, .cancelCommand, .type:
            true
        case .dropNeed, .deleteData, .restore, .pushConfig, .rollbackConfig, .denyAccess,
            .grantAccess, .withdrawRoute, .announceRoute, .admit:
            false
        }
    }
}
