import FumbleModel

/// One arm with all that was found out about it: the verdict, and what lies under it.
struct JudgedArm {
    let record: ArmRecord
    /// By operation, in the fleet's order.
    let courses: [OperationCourse]
    let verdict: ArmVerdict

    init(_ run: ArmRun, of plan: Plan, _ topology: Topology) {
        let fleet = plan.fleet
        let record = ArmRecord(run)
        let courses = fleet.operations.indices.map { index in
            OperationCourse(
                of: OperationTolerance(of: OperationID(index), in: plan), in: record,
                settle: plan.settle)
        }
        let recoveries = courses.map { Recovery(of: $0, in: record) }
        let history = FleetHistory(of: record, fleet: fleet, topology: topology)
        let aftermath = Aftermath(of: record, fleet: fleet, topology: topology)
        let pairs = zip(courses, recoveries).map { (course: $0, recovery: $1) }
        let horizon = Instant.start + plan.horizon
        self.record = record
        self.courses = courses
        verdict = ArmVerdict(
            arm: run.arm, promises: history.examinePromises(),
            recovery: Recovery(over: pairs, in: record),
            byOperation: zip(fleet.operations, recoveries).map {
                OperationRecovery(operation: $0.name, recovery: $1)
            },
            dependents: aftermath.dependents, blind: aftermath.blind,
            commands: record.commands.map(\.verdict),
            timeline: Timeline(of: record, courses: courses, fleet: fleet).entries,
            capacity: aftermath.capacity, writesLost: aftermath.writesLost,
            events: record.counted.events, eventsHash: record.counted.hash,
            measures: run.readings, data: aftermath.data, writes: aftermath.writes,
            load: aftermath.load, actions: aftermath.actions,
            course: ArmCourse(of: record, courses: courses, fleet: fleet),
            cutAt: record.end < horizon ? record.end : nil)
    }

    /// Whether it ended before its time: what was not seen by then is not known.
    var isCut: Bool { verdict.cutAt != nil }

    func results(of promise: String) -> [PromiseResult] {
        verdict.promises.filter { $0.promise == promise }
    }

    func breaks(_ promise: String) -> Bool { results(of: promise).contains { !$0.isKept } }
}
