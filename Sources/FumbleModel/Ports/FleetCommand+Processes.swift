extension FleetCommand {
    /// Whether programs that know nothing of fumble can be made to do it, from outside.
    package var isPossibleOnProcesses: Bool {
        switch self {
        case .remove, .add, .restart(_, aged: nil), .fullRestart, .crash, .start, .hang, .resume,
            .offer:
            true
        case .restart, .slow, .cutOff, .reconnect, .corrupt, .setNeed, .deleteData, .restore,
            .configure, .deny, .withdraw, .setReach, .admit:
            false
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
