import FumbleCompiler
import FumbleModel
import Testing

/// Data, copies, roles and replacement, from the file to the plan.
@Suite struct DataAndRolesTests {
    private static let fleet = Texts.fleet
        .replacing(
            "index: {minimum: 70%}",
            with: """
                index:
                    minimum: 70%
                    state:
                      size: 180 GB
                      objects: 40M
                      writes: 2k objects/s
                      copy: {age: 6h, after: 79m, restores-at: 60 MB/s}
                    roles: {primary: one, promotes-after: 30s, lag: 2s, needed-by: get}
                """
        ).replacing(
            "carries: [index], restart-age: 4y}",
            with: "carries: [index], replaced: {after: 30m, at-once: 2}, restart-age: 4y}"
        ).replacing(
            "guards:",
            with: """
                  wipe:
                    usage: ctl wipe SUBSYSTEM SHARE
                    does: {delete-data: {of: SUBSYSTEM, share: SHARE}}
                  restore:
                    usage: ctl restore SUBSYSTEM
                    does: {restore: {of: SUBSYSTEM}}
                guards:
                """)

    private static func compile(_ method: String, more: String = "") throws -> CompiledExperiment {
        try Texts.compile(Texts.experiment(method: method, more: more), fleet: fleet).get()
    }

    private static let deletion = "  - {at: 5m, fault: {delete-data: {of: index, share: 30%}}}"

    @Test func whatIsDeclaredIsThere() throws {
        let plan = try Self.compile(Self.deletion).plan
        let index = plan.fleet.subsystems[0]
        #expect(
            index.state?.copy
                == CopySpec(
                    age: .hours(6), restoresAt: ByteRate(bytesPerSecond: 60_000_000),
                    after: .minutes(79)))
        #expect(index.state?.writesPerSecond == 2_000)
        #expect(
            index.roles
                == RoleSpec(
                    scope: .one, promotesAfter: .seconds(30), lag: .seconds(2),
                    neededBy: [OperationID(0)]))
        #expect(plan.fleet.subsystems[1].roles == nil)
        #expect(
            plan.fleet.groups.map(\.replaced)
                == [nil, ReplacementSpec(after: .minutes(30), atOnce: 2)])
    }

    @Test func objectsAreAShareOfThose() throws {
        for (amount, millionths) in [
            ("share: 30%", Int64(300_000)), ("objects: 10M objects", 250_000), ("objects: 1", 1),
        ] {
            let plan = try Self.compile(
                "  - {at: 5m, fault: {delete-data: {of: index, \(amount)}}}"
            ).plan
            guard case .inject(let planned, nil) = plan.method[0].action else {
                Issue.record("no fault")
                return
            }
            let share = Share(partsPerMillion: millionths)
            #expect(
                planned.fault.commands(on: [], of: plan.fleet)
                    == [.deleteData(share, of: SubsystemID(0))])
            #expect(planned.fault.undo(on: [], of: plan.fleet).isEmpty)
        }
    }

    @Test func primariesArePickedAsTargets() throws {
        let compiled = try Self.compile(
            "  - {at: 5m, fault: {crash: {primary-of: index}}, for: 10m}")
        guard case .inject(let planned, _) = compiled.plan.method[0].action,
            let demand = planned.fault.demand
        else {
            Issue.record("no demand")
            return
        }
        let (fleet, topology) = (compiled.plan.fleet, compiled.topology)
        #expect(demand.candidates(in: fleet, topology) == [ServerID(0)])
        #expect(
            demand.candidates(in: fleet, topology, primaries: [[ServerID(7)], []])
                == [ServerID(7)])
        #expect(demand.candidates(in: fleet, topology, primaries: [[], []]) == [])
    }

    @Test func expectationsOfDataHavePathsOfTheirOwn() throws {
        let plan = try Self.compile(
            Self.deletion,
            more: """
                expect:
                  data-lost: {age: {at-most: 7h}, objects: {at-most: 2M objects}}
                """
        ).plan
        #expect(
            plan.expectations.map(\.path) == ["expect.data-lost.age", "expect.data-lost.objects"])
        #expect(
            plan.expectations.map(\.what) == [
                .dataLostAge(.init(atLeast: nil, atMost: 25_200)),
                .dataLostObjects(.init(atLeast: nil, atMost: 2_000_000)),
            ])
    }

    @Test func aPlanSaysWhatBecomesOfData() throws {
        let compiled = try Self.compile(
            """
              - {at: 5m, fault: {delete-data: {of: index, objects: 20M}}}
              - {at: 6m, operator: {meant: ctl wipe index 50%, typed: ctl wipe index 100%}}
              - {at: 7m, operator: {meant: ctl restore index}}
              - {at: 8m, operator: {meant: ctl restore index}}
              - {at: 9m, fault: {crash: {of: index, count: 1}}, for: 1m}
            """)
        let sketch = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1)
        #expect(
            sketch.steps.map(\.data) == [
                "deletes 50% of the data of index, 20000000 objects; a restore takes 1h44m",
                "deletes 100% of the data of index, 20000000 objects; a restore takes 2h9m",
                "restores index from its copy in 2h9m",
                "restores index, of which nothing is deleted by then", nil,
            ])
    }

    @Test func linesThatCannotBeMeantAreRefused() {
        for (line, message) in [
            ("ctl wipe billing 50%", "`billing` keeps no data that could be deleted"),
            ("ctl wipe index 0%", "`SHARE` must be a share from above 0% to 100%, not `0%`"),
            ("ctl wipe index half", "`SHARE` must be a share from above 0% to 100%, not `half`"),
            ("ctl restore billing", "there is no copy of `billing` to restore it from"),
        ] {
            let text = Texts.experiment(method: "  - {at: 5m, operator: {meant: \(line)}}")
            let mistakes = Texts.mistakes(Texts.compile(text, fleet: Self.fleet))
            #expect(mistakes.count == 1)
            #expect(mistakes.first?.hasSuffix(message) == true, "\(mistakes)")
        }
    }
}
