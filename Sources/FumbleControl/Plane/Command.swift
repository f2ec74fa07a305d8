import FumbleModel

/// A typed line that is still being carried out.
struct Command: Sendable {
    let number: Int
    let path: String
    let line: String
    let window: String?
    let arguments: [GuardRequest.Argument]
    /// The argument that says how many, or else what.
    var field: String?
    let deed: ResolvedDeed
    /// What it does beyond a number of servers, for guards to tell; nil: nothing, or none is asked.
    var deedWords: String?
    /// The guards it asks, by their places in the fleet file.
    let guards: [Int]
    /// What each server did when the line was resolved.
    let lives: [Life]
    /// How many lines typed one another before this one.
    let depth: Int
    /// Servers that are still to be acted on.
    var rest: [ServerID]
    /// Servers that were acted on.
    var done: [ServerID] = []
    var stage = GuardRequest.Stage.whole
    /// When the guards are asked next.
    var due: Instant
    /// How often they were asked.
    var reviews = 0
    /// The servers of a push that come first; nil: they have, or there are none such.
    var canary: Canary?
    let testimony: Testimony
    let typedAt: Instant
    var lastBatchAt: Instant?
    var consulting = Consulting()

    /// - Parameter seed: of the run, for what the guard leaves to chance.
    func request(
        for spec: GuardSpec, seed: UInt64, luck: ControlPlane.Luck
    ) -> GuardRequest {
        GuardRequest(
            stage: stage, verb: deed.verb, named: deed.named, servers: rest, line: line,
            arguments: arguments, field: field, window: window, onBreach: spec.onBreach,
            takesFromService: deed.takesFromService, share: deed.share,
            operations: deed.operations, deed: deedWords, testimony: testimony,
            progress: GuardRequest.Progress(
                typedAt: typedAt, done: done, lastBatchAt: lastBatchAt),
            luck: luck.of(
                // Of each line by itself: who misses one mistake may see another.
                RandomStream(seed: seed, name: "guard/\(spec.name)/\(path)/\(line)")),
            isByName: deed.isByName)
    }

    /// Leaves out the servers with which somebody else has done the same since the line was resolved.
    ///
    /// - Returns: whether there were any.
    mutating func leaveOut(_ lives: [Life]) -> Bool {
        let before = rest.count
        switch deed.verb {
        case .removeServers:
            rest.removeAll { lives[$0.index] == .removed || lives[$0.index] == .draining }
        case .addServers: rest.removeAll { lives[$0.index] != .removed }
        case .deleteData, .restore: break
        case .restartServers, .fullRestart, .dropNeed, .cancelCommand, .type, .pushConfig,
            .rollbackConfig, .denyAccess, .grantAccess, .withdrawRoute, .announceRoute, .admit:
            break
        }
        return rest.count < before
    }
}
