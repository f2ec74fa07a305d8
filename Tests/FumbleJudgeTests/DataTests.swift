import FumbleModel
import Testing

/// Data that was deleted and came back, as the judge sees it.
@Suite struct DataTests {
    private static let index = SmallFleet.index

    private static func arm(_ events: [(Double, FleetEvent.What)]) -> ArmBuilder {
        var arm = ArmBuilder(.guarded)
        arm.add(.injected(path: "method[0]", kind: "delete-data", servers: 0), at: 300)
        for (at, what) in events { arm.add(fleet: what, at: at) }
        return arm
    }

    private static func deleted(_ percent: Double, objects: Int64) -> FleetEvent.What {
        .dataDeleted(subsystem: index, share: .percent(percent), objects: objects)
    }

    private static func restoring(until seconds: Int64) -> FleetEvent.What {
        .restoring(subsystem: index, bytes: 54_000_000_000, until: .start + .seconds(seconds))
    }

    private static func restored(lost: Int64?, age: TimeSpan) -> FleetEvent.What {
        .restored(subsystem: index, objects: 12_000_000, lost: lost, age: age)
    }

    private static let whole: [(Double, FleetEvent.What)] = [
        (300, deleted(30, objects: 12_000_000)), (400, restoring(until: 1_300)),
        (1_300, restored(lost: 5_000, age: .hours(6))),
    ]

    private func verdict(_ events: [(Double, FleetEvent.What)]) -> DataVerdict? {
        Judging.verdict([Self.arm(events)]).main.data.first
    }

    private func finding(
        _ what: Expected, _ events: [(Double, FleetEvent.What)]
    ) -> (Outcome, String)? {
        let plan = Judging.plan(expect: [what])
        return Judging.verdict([Self.arm(events)], of: plan).findings.first {
            $0.path == "expect[0]"
        }.map { ($0.outcome, $0.evidence) }
    }

    @Test func whatIsBackLacksTheAgeOfItsCopy() {
        #expect(
            verdict(Self.whole)
                == DataVerdict(
                    subsystem: "index", deleted: .percent(30), objects: 12_000_000,
                    timeToRestore: .seconds(1_000), lost: .young(age: .hours(6), objects: 5_000)))
        #expect(verdict([]) == nil)
    }

    @Test func whatNobodyBringsBackIsLostWhole() {
        let gone = verdict([Self.whole[0]])
        #expect(gone?.lost == .all)
        #expect(gone?.objectsLost == 12_000_000)
        #expect(gone?.timeToRestore == nil)
        #expect(verdict(Array(Self.whole.prefix(2)))?.lost == .undecided)
        // What was deleted after the restore began does not come back by it.
        let twice = Self.whole.prefix(2) + [(500, Self.deleted(10, objects: 4_000_000))]
        #expect(verdict(Array(twice))?.lost == .all)
        #expect(verdict(twice + Self.whole.suffix(1))?.lost == .all)
    }

    @Test func severalRestoresAddUp() {
        let events =
            Self.whole + [
                (1_400, Self.deleted(10, objects: 4_000_000)),
                (1_500, Self.restoring(until: 1_600)),
                (1_600, Self.restored(lost: 10, age: .hours(7))),
            ]
        #expect(verdict(events)?.lost == .young(age: .hours(7), objects: 5_010))
        #expect(verdict(events)?.timeToRestore == .seconds(1_300))
        let unknown = events.dropLast() + [(1_600, Self.restored(lost: nil, age: .hours(7)))]
        #expect(verdict(Array(unknown))?.lost == .young(age: .hours(7), objects: nil))
    }

    @Test func expectationsOfAge() throws {
        func age(_ hours: Double, _ events: [(Double, FleetEvent.What)]) throws -> String {
            let range = Expectation.Range(atLeast: nil, atMost: hours * 3_600)
            let (outcome, evidence) = try #require(finding(.dataLostAge(range), events))
            return "\(outcome.rawValue): \(evidence)"
        }
        #expect(
            try age(6, Self.whole)
                == "confirmed: 360 min of writes were lost, expected at most 360 min")
        #expect(
            try age(5, Self.whole)
                == "deviated: 360 min of writes were lost, expected at most 300 min")
        #expect(try age(5, []) == "confirmed: no data was deleted, expected at most 300 min")
        #expect(
            try age(5, [Self.whole[0]])
                == "deviated: what was deleted of index was never restored, expected at most "
                + "300 min")
        #expect(
            try age(5, Array(Self.whole.prefix(2)))
                == "inconclusive: index was still being restored at the end")
    }

    @Test func expectationsOfObjects() throws {
        func objects(_ most: Double, _ events: [(Double, FleetEvent.What)]) throws -> String {
            let range = Expectation.Range(atLeast: nil, atMost: most)
            let (outcome, evidence) = try #require(finding(.dataLostObjects(range), events))
            return "\(outcome.rawValue): \(evidence)"
        }
        #expect(
            try objects(5_000, Self.whole)
                == "confirmed: 5000 objects were lost, expected at most 5000")
        #expect(
            try objects(4_999, Self.whole)
                == "deviated: 5000 objects were lost, expected at most 4999")
        let unknown = Self.whole.prefix(2) + [(1_300, Self.restored(lost: nil, age: .hours(6)))]
        #expect(
            try objects(5_000, Array(unknown))
                == "inconclusive: nobody knows how many objects of index were lost: its state "
                + "declares neither writes nor growth")
        #expect(
            try objects(0, [Self.whole[0]])
                == "deviated: 12000000 objects were lost, expected at most 0")
    }

    @Test func theTimelineTellsOfDataAndRoles() {
        let events: [(Double, FleetEvent.What)] =
            Self.whole + [
                (1_400, .nothingToRestore(subsystem: Self.index)),
                (1_500, .primaryLost(subsystem: Self.index, cell: 3)),
                (1_500, .primaryLost(subsystem: Self.index, cell: 4)),
                (1_510, .promoted(subsystem: Self.index, cell: 4, isFormer: true)),
                (1_530, .promoted(subsystem: Self.index, cell: 3, isFormer: false)),
                (1_600, .replaced(servers: 2)),
            ]
        let lines = Judging.verdict([Self.arm(events)]).main.timeline
            .filter { $0.at >= .start + .seconds(300) }.map { "\($0.at) \($0.text)" }
        #expect(
            lines == [
                "5m delete-data injected",
                "5m 30% of the data of index, 12,000,000 objects, is gone from all its servers",
                "6m40s the restore of index begins: 54 GB, done in 15 min",
                "21m40s index is restored: 12,000,000 objects are back, but for the last 360 min of "
                    + "writes: 5,000 objects",
                "23m20s nothing of index is deleted that is not coming back already",
                "25m 2 cells of index are without a primary",
                "25m10s cell 4 of index has the former primary back",
                "25m30s a replica becomes the primary of cell 3 of index after 30 s",
                "26m40s 2 servers rebuilt elsewhere, with nothing on disk",
            ])
    }
}
