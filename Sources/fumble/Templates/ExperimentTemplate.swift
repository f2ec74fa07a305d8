/// The experiment that `fumble new` writes: it runs as it is, and every line says what it is for.
enum ExperimentTemplate {
    static func text(named name: String) -> String { "\(head)\nname: \(name)\n\n\(body)" }

    private static let head = """
        # yaml-language-server: $schema=./experiment.schema.json
        # `fumble schema experiment > experiment.schema.json` gives your editor hints and checks.
        # `fumble check`, `fumble plan` and `fumble run` on this file; `fumble reference` for more.
        fumble: experiment/v1
        """

    private static let body = """
        # What you believe, in one sentence. The run confirms it, or shows where it deviates.
        claim: Removing one server too many takes no subsystem below its minimum.

        # The fleet may stand here, or in a file of its own (`fleet: fleets/store.yaml`).
        fleet:
          fumble: fleet/v1
          name: store
          zones: [a, b, c]
          subsystems:
            index:                        # one duty; a server may carry several
              minimum: 70%                # of the servers that carry it: 7 of 10
              state: {size: 20 GB, objects: 10M objects}
              restart: {boot: 45s, load: 12 MB/s, verify: 20k objects/s, at-once: 4}
            billing:
              minimum: 50%
              needs: {to-serve: [index]}  # also: to-start, to-operate
          servers:
            - {group: shared, count: 6, carries: [billing, index], restart-age: 2y}
            - {group: index, count: 4, carries: [index], restart-age: 2y}
          operations:                     # what clients ask, and who must answer, in order
            get: {path: [index], rate: 200/s, service: 4ms, timeout: 1s, retries: {at-most: 2, budget: 10%}}
          alarms:                         # the fleet's own; fumble's probes never count as one
            gets-failing: {probe: goodput, of: get, below: 95%, for: 1m, seen-by: on-call}
          promises:                       # true of the fleet whoever keeps it; judged without any guard
            capacity: {each: subsystem, serving: at least minimum}
          playbook:                       # the known-good commands, and the guards each of them asks
            remove:
              usage: fleetctl remove --subsystem SUBSYSTEM --count COUNT
              parsing: strict
              does: {remove-servers: {of: SUBSYSTEM, count: COUNT}}
              asks: [floor]
          guards:                         # mechanisms that keep promises
            floor: {keeps: capacity, capacity-floor: {over: every subsystem carried}, on-breach: refuse}

        # The measurable normal; it must hold before anything is done, or nothing is.
        steady-state:
          gets-answered: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}

        # The steps, in order. A typed line is run as meant, as typed with the guards, and without.
        method:
          - at: 5m
            operator:
              meant: fleetctl remove --subsystem billing --count 1
              typed: fleetctl remove --subsystem billing --count 4
          # - after: 10m                  # a fault, reverted after five minutes
          #   fault: {crash: {of: index, count: 2 servers}}
          #   for: 5m

        # What the people and the automation of the fleet do; part of what is tested.
        response:
          - {when: gets-failing, after: 5m, does: {full-restart: {of: [index]}}}

        # fumble's own limit on what the method may resolve to.
        may-touch: {servers: 4 servers, subsystems: [index, billing]}
        stop-when: none
        settle: 5m                        # how long all must be well before it counts as recovered
        horizon: 2h

        expect:
          promises: {capacity: kept}
          guards: {floor: held}
          get: undisturbed

        """
}
