/// An experiment that goes on for as long as a test needs, and says so once it watches signals.
enum Lasting {
    static let file = "lasting.yaml"

    /// Said on standard error when signals are watched and before the run begins.
    static let note = "`left`, `right` need each other to start"

    /// - Parameters:
    ///   - horizon: a length of time, such as `1y`.
    ///   - faultFor: how long the fault lasts before it is reverted.
    static func write(to scene: Scene, horizon: String = "1y", faultFor: String = "360d") throws {
        try scene.write(fleet, to: "lasting-fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: lasting
            claim: Slow servers are not noticed, however long.
            fleet: lasting-fleet.yaml
            steady-state:
              gets-answered: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}
            method:
              - at: 10s
                fault: {slow: {of: store, count: 10, factor: 2x}}
                for: \(faultFor)
            settle: 1m
            horizon: \(horizon)
            expect:
              promises: {capacity: kept}

            """, to: file)
    }

    private static let fleet = """
        fumble: fleet/v1
        name: lasting
        subsystems:
          store: {minimum: 50%, restart: {boot: 30s}}
          left:  {minimum: 50%, restart: {boot: 30s}, needs: {to-start: [right]}}
          right: {minimum: 50%, restart: {boot: 30s}, needs: {to-start: [left]}}
        servers:
          - {group: stores, count: 2000, carries: [store, left, right], restart-age: 30d}
        operations:
          get: {path: [store], rate: 9000/s, service: 4ms, timeout: 1s}
        promises:
          capacity: {each: subsystem, serving: at least minimum}

        """
}
