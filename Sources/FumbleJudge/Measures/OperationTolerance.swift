import FumbleModel

/// Decides for one operation, window by window, whether clients got what the steady state promises.
///
/// The steady-state probes of the operation decide, all of them together; an operation without one is
/// held to `leastGoodput`.
struct OperationTolerance {
    /// The share of intents answered in time that an operation must reach when no probe of the steady
    /// state says otherwise: 99.9 %.
    static let leastGoodput = Share.percent(99.9)
    /// Client intents below which a window has no data: one lost of fewer says nothing about a rate.
    static let leastOffered = 5.0

    let operation: OperationID
    let fleet: FleetSpec
    private let probes: [SteadyStateProbe]

    init(of operation: OperationID, in plan: Plan) {
        self.operation = operation
        fleet = plan.fleet
        probes = plan.steadyState.filter { $0.operation == operation }
    }

    enum Reading: Hashable {
        case within, outside
        /// Too little was asked to say; never in tolerance, and no symptom by itself.
        case noData
    }

    func readings(of windows: [WindowSample]) -> [Reading] {
        windows.indices.map { reading(at: $0, of: windows) }
    }

    private func reading(at index: Int, of windows: [WindowSample]) -> Reading {
        let samples = windows[index].operations
        guard samples.indices.contains(operation.index) else { return .noData }
        let sample = samples[operation.index]
        guard sample.offered >= Self.leastOffered else { return .noData }
        guard !probes.isEmpty else {
            let goodput = sample.answered / sample.offered
            return goodput >= Self.leastGoodput.fraction ? .within : .outside
        }
        var result = Reading.within
        for probe in probes {
            let first = max(0, index + 1 - max(probe.probe.windows, 1))
            guard let reading = probe.probe.read(windows[first...index], of: fleet) else {
                return .noData
            }
            if !probe.tolerance.accepts(reading) { result = .outside }
        }
        return result
    }
}
