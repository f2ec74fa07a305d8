package import FumbleModel

/// Known amounts of work for the benchmark: what comes back says how much was done, and a hash that
/// it was the same work.
package enum SimulatorBench {
    /// The kernel alone: servers that fail and are repaired, with nothing around them but the queue of
    /// events, the draws and the hash.
    ///
    /// The times to failure and of repair are exponential, 1,000 h and 10 h.
    ///
    /// - Parameter events: failures and repairs to handle.
    package static func machineRepair(servers: Int, events: Int) -> (events: Int, hash: UInt64) {
        var queue = EventQueue<RequestEvent>()
        var isUp = [Bool](repeating: true, count: servers)
        var failures = LengthDraws(Sampler(exponentialWithMean: 3.6e9), seed: 1, name: "failure")
        var repairs = LengthDraws(Sampler(exponentialWithMean: 3.6e7), seed: 1, name: "repair")
        for server in 0..<servers {
            let time = failures.next()
            queue.push(RequestEvent(time: time, subject: Int32(server), kind: .arrival))
        }
        var counter = EventCounter()
        for _ in 0..<events {
            guard let event = queue.pop() else { break }
            counter.count(event)
            let server = Int(event.subject)
            let span = isUp[server] ? repairs.next() : failures.next()
            isUp[server].toggle()
            queue.push(
                RequestEvent(time: event.time + span, subject: event.subject, kind: event.kind))
        }
        return (counter.count.events, counter.count.hash)
    }

    /// The whole simulator, a request at a time: exponential gaps and services, one queue for all
    /// servers at nine tenths of what they can do, latencies and lengths of the queue measured, a
    /// window closed every ten seconds.
    ///
    /// - Parameter requests: intents of clients, on average; each is two events.
    package static func requests(servers: Int, requests: Int) throws(FleetError)
        -> (events: Int, hash: UInt64)
    {
        let spec = queue(servers: servers)
        let rate = 0.9 * Double(servers)
        let place = spec.position
        let measures = [
            MeasureSpec(
                name: "latency", position: place, quantity: .latency(OperationID(0)),
                warmUp: .zero, at: nil, quantiles: [0.99], probability: nil),
            MeasureSpec(
                name: "queued", position: place, quantity: .queued(SubsystemID(0)),
                warmUp: .zero, at: nil, quantiles: [], probability: nil),
        ]
        var fleet = SimulatedFleet(
            spec.fleet, topology: Topology(spec.fleet), seed: 1, traffic: .requests,
            measures: measures)
        var end = Instant.start
        let windows = Int(Double(requests) / rate / 10) + 1
        for _ in 0..<windows {
            end = end + .seconds(10)
            _ = try fleet.advance(to: end)
            _ = fleet.closeWindow()
        }
        return (fleet.eventCount().events, fleet.eventCount().hash)
    }

    private static func queue(servers: Int) -> (fleet: FleetSpec, position: SourcePosition) {
        let position = SourcePosition(file: "benchmark", line: 1, column: 1)
        let second = TimeSpan.seconds(1)
        let restart = RestartSpec(
            boot: second, load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
            slowedAbove: nil, fails: .none)
        let subsystem = SubsystemSpec(
            name: "queue", position: position, minimum: .count(0), cells: nil, state: nil,
            restart: restart, servesFrom: .percent(1), needs: .none, slots: 1)
        let group = GroupSpec(
            name: "all", position: position, count: servers, carries: [SubsystemID(0)],
            restartAge: .zero, zones: [], drain: .zero, restartsAfter: nil)
        let step = PathStep(
            subsystem: SubsystemID(0), service: second, varies: .exponential(mean: second))
        let operation = OperationSpec(
            name: "get", position: position, path: [step],
            rate: Frequency(perSecond: 0.9 * Double(servers)), timeout: .minutes(1),
            retries: .none)
        let fleet = FleetSpec(
            name: "queue", environment: "bench", zones: [], subsystems: [subsystem],
            groups: [group], operations: [operation], dependents: [], alarms: [], promises: [],
            playbook: [], guards: [], noticesAfter: .zero)
        return (fleet, position)
    }
}
