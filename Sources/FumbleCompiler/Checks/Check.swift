internal import FumbleDocument

/// Something that must make sense in a fleet or an experiment that is well written; one file each.
///
/// A check looks only at what was read, and says nothing where a mistake told before would make it
/// wrong: one slip is one message.
enum Check: Sendable {
    case ofFleet(@Sendable (FleetDraft, inout Diagnostics) -> Void)
    case ofExperiment(@Sendable (ExperimentDraft, inout Diagnostics) -> Void)

    /// Every check there is, in the order of the things they look at.
    static let all: [Check] = [
        .ofFleet(DuplicateNames.check),
        .ofFleet(GroupsOfServers.check),
        .ofFleet(CarriedSubsystems.check),
        .ofFleet(MinimumCapacity.check),
        .ofFleet(CellsAndQuorum.check),
        .ofFleet(StatesAndNeeds.check),
        .ofFleet(HerdsOfStarts.check),
        .ofFleet(RatesOfClients.check),
        .ofFleet(WordsOfDistributions.check),
        .ofFleet(ArrivalsOfClients.check),
        .ofFleet(WaysOfOperations.check),
        .ofFleet(CachesOnPaths.check),
        .ofFleet(GuardsAndPromises.check),
        .ofFleet(PlaybookLines.check),
        .ofFleet(ServersOfVerbs.check),
        .ofFleet(WindowsOfPeople.check),
        .ofFleet(DataAndRoles.check),
        .ofExperiment(MethodTimes.check),
        .ofExperiment(FaultsThatLast.check),
        .ofExperiment(WindowLength.check),
        .ofExperiment(ArmsOfMethod.check),
        .ofExperiment(WindowsOfLines.check),
        .ofExperiment(LinesThatAreMeant.check),
        .ofExperiment(LinesExplored.check),
        .ofExperiment(ServersOfVerbs.check),
        .ofExperiment(FaultsOnData.check),
        .ofExperiment(TargetsOfFaults.check),
        .ofExperiment(WaysOfFaults.check),
        .ofExperiment(CanariesOfFaults.check),
        .ofExperiment(AccessThatIsNeeded.check),
        .ofExperiment(LimitOfTouch.check),
        .ofExperiment(ExpectationsMeasured.check),
        .ofExperiment(StopConditions.check),
        .ofExperiment(ProgramsOfGroups.check),
        .ofExperiment(DeedsOnFleet.check),
        .ofExperiment(ProgramsOfFaults.check),
        .ofExperiment(TracersOfServers.check),
        .ofExperiment(MeasuresOfRun.check),
        .ofExperiment(SizeOfRun.check),
        .ofExperiment(TurnsOfAutomation.check),
    ]

    static func run(on fleet: FleetDraft, diagnostics: inout Diagnostics) {
        for case .ofFleet(let check) in all { check(fleet, &diagnostics) }
    }

    static func run(on experiment: ExperimentDraft, diagnostics: inout Diagnostics) {
        for case .ofExperiment(let check) in all { check(experiment, &diagnostics) }
    }
}
