internal import FumbleDocument
internal import FumbleModel

/// Makes measures of what is written: looks up what each is of.
enum MeasureBuilder {
    static func build(
        _ entry: MapEntry<WrittenMeasure>, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) -> MeasureSpec? {
        let written = entry.value
        guard let quantity = quantity(written.quantity.value, fleet, &diagnostics) else {
            return nil
        }
        return MeasureSpec(
            name: entry.name, position: entry.position, quantity: quantity,
            warmUp: written.warmUp?.value ?? .zero, at: written.at?.value,
            quantiles: written.quantiles.map(\.fraction), probability: written.probability)
    }

    private static func quantity(
        _ written: WrittenQuantity, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) -> MeasureSpec.Quantity? {
        guard let of = written.of else { return written.what == .removed ? .removed : .inFleet }
        switch written.what.subject {
        case .operation:
            fleet.names.check(.operation, of, diagnostics: &diagnostics)
            return fleet.spec.operation(named: of.value).flatMap { written.what.of($0) }
        case .dependent:
            fleet.names.check(.dependent, of, diagnostics: &diagnostics)
            guard let place = fleet.spec.dependents.firstIndex(where: { $0.name == of.value })
            else { return nil }
            return written.what == .backlog ? .backlog(place) : .timeToDrain(place)
        case .subsystem:
            fleet.names.check(.subsystem, of, diagnostics: &diagnostics)
            return fleet.spec.subsystem(named: of.value).flatMap {
                written.what.of($0, servers: written.servers?.value ?? 0)
            }
        case .nothing: return nil
        }
    }
}

extension MeasuredQuantity {
    fileprivate func of(_ operation: OperationID) -> MeasureSpec.Quantity? {
        switch self {
        case .latency: .latency(operation)
        case .wait: .wait(operation)
        case .attempts: .attempts(operation)
        case .success: .success(operation)
        case .refused: .refused(operation)
        default: nil
        }
    }

    fileprivate func of(_ subsystem: SubsystemID, servers: Int) -> MeasureSpec.Quantity? {
        switch self {
        case .inSystem: .inSystem(subsystem)
        case .queued: .queued(subsystem)
        case .busy: .busy(subsystem)
        case .serving: .serving(subsystem)
        case .down: .down(subsystem)
        case .stoppedCells: .stoppedCells(subsystem)
        case .hitRatio: .hitRatio(subsystem)
        case .restartAge: .restartAge(subsystem)
        case .failuresPerHour: .failuresPerHour(subsystem)
        case .timeToWhole: .timeToWhole(subsystem)
        case .timeToServing: .timeToServing(subsystem, servers)
        case .timeToDownAtMost: .timeToDownAtMost(subsystem, servers)
        default: nil
        }
    }
}
