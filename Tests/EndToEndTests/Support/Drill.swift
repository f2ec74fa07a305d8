/// A small experiment that ends in a known way, on a fleet of ten servers.
enum Drill: String, CaseIterable {
    /// The floor refuses a removal that is too large.
    case confirmed
    /// Every server crashes, and the claim is that clients notice nothing.
    case deviated
    /// The line names another environment than the fleet's: nothing reaches it.
    case inconclusive
    /// The fleet cannot answer all that is asked before anything is done to it.
    case stopped
    /// A mistyped field, and a removal above what exists.
    case broken

    var file: String { "\(rawValue).yaml" }

    /// Writes the drill and its fleet.
    ///
    /// - Returns: the file to run.
    @discardableResult
    func write(to scene: Scene) throws -> String {
        try scene.write(fleet, to: fleetFile)
        try scene.write(text, to: file)
        return file
    }

    private var fleetFile: String { self == .stopped ? "busy-fleet.yaml" : "fleet.yaml" }

    private var text: String {
        """
        fumble: experiment/v1
        name: \(rawValue)
        claim: A small fleet, and one thing that goes wrong with it.
        fleet: \(fleetFile)
        inputs:
          settle: {type: duration, default: 1m}
        steady-state:
          gets-answered: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}
        method:
          - at: 1m
        \(step)
        \(self == .broken ? "settel" : "settle"): input.settle
        traffic: flow
        horizon: 20m
        expect:
          promises: {capacity: kept}
          get: undisturbed

        """
    }

    private var step: String {
        switch self {
        case .deviated: "    fault: {crash: {of: index, count: 10 servers}}\n    for: 5m"
        case .broken: "    fault: {over-removal: {of: index, count: 11 servers}}\n    for: 5m"
        case .confirmed, .inconclusive, .stopped:
            """
                operator:
                  meant: ctl remove --env prod --count 1
                  typed: ctl remove --env \(self == .inconclusive ? "stage" : "prod") --count 4
            """
        }
    }

    private var fleet: String {
        """
        fumble: fleet/v1
        name: small
        zones: [a, b]
        inputs:
          gets: {type: rate, default: \(self == .stopped ? "9000/s" : "200/s")}
          fails: {type: share, default: 10%}
        subsystems:
          index: {minimum: 70%, restart: {boot: 30s, fails: input.fails}}
          billing: {minimum: 50%, restart: {boot: 10s}, needs: {to-serve: [index]}}
        servers:
          - {group: shared, count: 6, carries: [billing, index], restart-age: 2y}
          - {group: index, count: 4, carries: [index], restart-age: 2y}
        operations:
          get: {path: [index], rate: input.gets, service: 4ms, timeout: 1s}
        alarms:
          gets-failing: {probe: goodput, of: get, below: 95%, for: 1m, seen-by: on-call}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        playbook:
          remove:
            usage: ctl remove --env ENV --count COUNT
            does: {remove-servers: {of: billing, count: COUNT}}
            asks: [floor]
        guards:
          floor: {keeps: capacity, capacity-floor: {over: every subsystem carried}}

        """
    }
}
