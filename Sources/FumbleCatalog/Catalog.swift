package import FumbleDocument
package import FumbleModel

/// Every kind of fault, guard, promise, probe and tolerance that files may use.
///
/// A new kind is one file and one line here: parser, hints, reference page and schema come from its
/// one declaration.
package struct Catalog: Sendable {
    package let faults: KindList<any Fault>
    package let guards: KindList<any Guard>
    package let promises: KindList<any Promise>
    package let probes: KindList<any Probe>
    package let tolerances: KindList<any Tolerance>

    package init(
        faults: KindList<any Fault>, guards: KindList<any Guard>,
        promises: KindList<any Promise>, probes: KindList<any Probe>,
        tolerances: KindList<any Tolerance>
    ) {
        self.faults = faults
        self.guards = guards
        self.promises = promises
        self.probes = probes
        self.tolerances = tolerances
    }

    package static func standard() -> Catalog {
        Catalog(
            faults: KindList(
                "fault",
                [
                    OverRemoval.kind,
                    MistypedRemoval.kind,
                    StaleRestart.kind,
                    Crash.kind,
                    Stop.kind,
                    Hang.kind,
                    Slow.kind,
                    ZoneLoss.kind,
                    Partition.kind,
                    Latency.kind,
                    Loss.kind,
                    Bandwidth.kind,
                    BlackHole.kind,
                    Reset.kind,
                    Overload.kind,
                    CorruptState.kind,
                    DeleteData.kind,
                    DiskFull.kind,
                    SlowDisk.kind,
                    MemoryPressure.kind,
                    SyscallError.kind,
                    ClockSkew.kind,
                    PushConfig.kind,
                    ConfigDrift.kind,
                    DenyAccess.kind,
                    WithdrawRoute.kind,
                ]),
            guards: KindList(
                "guard",
                [
                    CapacityFloor.kind,
                    RemovalRate.kind,
                    Cap.kind,
                    ExpectedCount.kind,
                    BlankGuard.kind,
                    EnvironmentLock.kind,
                    RestartAge.kind,
                    DependencyFloor.kind,
                    CumulativeBudget.kind,
                    DryRun.kind,
                    TypeTheName.kind,
                    SecondPerson.kind,
                    WildcardBreadth.kind,
                    TypedIdentifiers.kind,
                    PlausibilityRange.kind,
                    SoftDelete.kind,
                    CanaryFirst.kind,
                    HealthGate.kind,
                    FreezeWindow.kind,
                    QuorumSafety.kind,
                    StalePlan.kind,
                    ShrinkageCheck.kind,
                    ExecGuard.kind,
                    HTTPGuard.kind,
                ]),
            promises: KindList(
                "promise",
                [CapacityPromise.kind, PacePromise.kind, GoodputPromise.kind, DataPromise.kind]),
            probes: KindList("probe", [Goodput.kind, Serving.kind, Queued.kind]),
            tolerances: KindList("tolerance", [AtLeast.kind, AtMost.kind, Between.kind]))
    }
}
