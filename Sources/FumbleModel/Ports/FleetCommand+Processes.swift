extension FleetCommand {
    /// Whether programs that know nothing of fumble can be made to do it, from outside.
    package var isPossibleOnProcesses: Bool {
        switch self {
        case .remove, .add, .restart(_, aged: nil), .fullRestart, .crash, .start, .hang, .resume,
            .offer, .slow, .cutOff, .reconnect, .disturb, .soothe:
            true
        case .restart, .corrupt, .setNeed, .deleteData, .restore,
            .configure, .deny, .withdraw, .setReach, .admit:
            false
        }
    }

    /// Whether a fleet that is made of values can do it: it has no connections.
    package var isPossibleOnSimulated: Bool {
        switch self {
        case .disturb, .soothe: false
        default: true
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
