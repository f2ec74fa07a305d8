import FumbleDocument
import FumbleModel
import FumbleSweep
import Testing

/// A tree to be cut down says what the file said: inputs in their places, loops written out.
@Suite struct ExperimentTreeTests {
    @Test func inputsTakeTheirPlaces() throws {
        let root = try Drill.tree(
            """
            fumble: experiment/v1
            inputs:
              crashed: {type: servers, default: 6}
              after: {type: duration, default: {simulated: 5m, processes: 1m}}
              grown: {type: size, default: 1 GB}
            fleet:
              name: small
              inputs: {grown: {type: size, default: 2 GB}}
              size: input.grown
              count: input.crashed
            method:
              - {at: input.after, fault: {crash: {of: index, count: input.crashed}}}
              - {after: 1m, operator: {meant: "input.crashed"}}
              - {after: 1m, operator: {meant: fleetctl remove --count input.crashed --env prod}}
            """)
        let tree = ExperimentTree(
            of: root,
            given: [
                Plan.Input(name: "crashed", value: "4"), Plan.Input(name: "elsewhere", value: "1"),
            ])
        #expect(tree.settings == [Plan.Input(name: "elsewhere", value: "1")])
        #expect(
            YAMLWriter.text(tree.root) == """
                fumble: experiment/v1
                fleet:
                  name: small
                  inputs: {grown: {type: size, default: 2 GB}}
                  size: input.grown
                  count: 4
                method:
                  - {at: 5m, fault: {crash: {of: index, count: 4}}}
                  - {after: 1m, operator: {meant: "input.crashed"}}
                  - {after: 1m, operator: {meant: fleetctl remove --count 4 --env prod}}

                """)
    }

    @Test func loopsAreWrittenOut() throws {
        let root = try Drill.method(
            """
              - {at: 5m, fault: {hang: {of: index, count: 1}}}
              - after: 10m
                as: second
                each:
                  of: zone
                  in: [a, b]
                  every: 4m
                  do:
                    - {fault: {crash: {zone: each.zone}}, for: 1m}
                    - after: 1m
                      each: {of: factor, in: [2x, 3x], do: [{load: {of: get, factor: each.factor}}]}
            """)
        #expect(
            YAMLWriter.text(ExperimentTree(of: root, given: []).root) == """
                fumble: experiment/v1
                method:
                  - {at: 5m, fault: {hang: {of: index, count: 1}}}
                  - {after: 10m, as: second, fault: {crash: {zone: a}}, for: 1m}
                  - {after: 1m, as: second, load: {of: get, factor: 2x}}
                  - {load: {of: get, factor: 3x}, as: second}
                  - {after: 4m, as: second, fault: {crash: {zone: b}}, for: 1m}
                  - {after: 1m, as: second, load: {of: get, factor: 2x}}
                  - {load: {of: get, factor: 3x}, as: second}
                expect: {get: undisturbed}

                """)
        let whole = ExperimentTree(of: root, given: [], writesOutLoops: false)
        #expect(YAMLWriter.text(whole.root) == YAMLWriter.text(root))
    }
}
